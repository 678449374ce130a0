import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { birthDateOf, birthDateSql } from './support/id-card.js'

export const idGender = defineFunction({
  name: 'IDGENDER',
  group: 'china',
  doc: {
    'zh-CN': '身份证号中的性别：男为 "male"，女为 "female"；号码无效时为空。',
    en: 'The gender in a citizen identity number, "male" or "female"; blank when the number is not valid.',
  },
  overloads: [{ args: ['text'], gives: 'text' }],
  evaluate: ([text]) => {
    const id = String(text)
    if (birthDateOf(id) === null) return null
    return Number(id.charAt(16)) % 2 === 1 ? 'male' : 'female'
  },
  sql: ([text]) => {
    const isMale = sql`strpos('13579', substr(${text!}, 17, 1)) > 0`
    return sql`(CASE WHEN ${birthDateSql(text!)} IS NOT NULL THEN CASE WHEN ${isMale} THEN 'male' ELSE 'female' END END)`
  },
  examples: [
    { text: 'IDGENDER("11010519491231002X")', gives: 'female' },
    { text: 'IDGENDER("110105194912310038")', gives: 'male' },
    { text: 'IDGENDER("110105194912310039")', gives: null },
    { text: 'IDGENDER(blank)', gives: null },
  ],
})
