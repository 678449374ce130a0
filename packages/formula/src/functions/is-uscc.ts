import { raw, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { isUsccCode, usccCharacters, usccPattern, usccWeights } from './support/uscc.js'

export const isUscc = defineFunction({
  name: 'ISUSCC',
  group: 'china',
  doc: {
    'zh-CN': '是有效的统一社会信用代码（18 位，含校验码，GB 32100-2015）时为 true。',
    en: 'True for a valid unified social credit code: 18 characters with the check character of GB 32100-2015.',
  },
  overloads: [{ args: ['text'], gives: 'boolean' }],
  blanks: 'own',
  evaluate: ([text]) => isUsccCode(String(text ?? '')),
  sql: ([text]) => {
    const values = usccWeights.map((weight) => `${weight}`).join(',')
    const value = sql`(strpos(${raw(`'${usccCharacters}'`)}, substr(${text!}, "_c"."_at"::int, 1)) - 1)`
    const sum = sql`(SELECT sum(${value} * "_c"."_weight") FROM unnest(${raw(`'{${values},1}'::int[]`)}) WITH ORDINALITY AS "_c"("_weight", "_at"))`
    return sql`COALESCE(${text!} ~ ${raw(`'${usccPattern}'`)} AND ${sum} % 31 = 0, false)`
  },
  examples: [
    { text: 'ISUSCC("91350100M000100Y43")', gives: true },
    { text: 'ISUSCC("91350100M000100Y44")', gives: false },
    { text: 'ISUSCC("91350100M000100Y4")', gives: false },
    { text: 'ISUSCC(blank)', gives: false },
  ],
})
