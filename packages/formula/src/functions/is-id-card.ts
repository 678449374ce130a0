import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { birthDateOf, birthDateSql } from './support/id-card.js'

export const isIdCard = defineFunction({
  name: 'ISIDCARD',
  group: 'china',
  doc: {
    'zh-CN': '是有效的居民身份证号（18 位，生日存在，校验码正确，GB 11643）时为 true。',
    en: 'True for a valid citizen identity number: 18 characters, a birth date that exists and the check character of GB 11643.',
  },
  overloads: [{ args: ['text'], gives: 'boolean' }],
  blanks: 'own',
  evaluate: ([text]) => birthDateOf(String(text ?? '')) !== null,
  sql: ([text]) => sql`(${birthDateSql(text!)} IS NOT NULL)`,
  examples: [
    { text: 'ISIDCARD("11010519491231002X")', gives: true },
    { text: 'ISIDCARD("110105194912310021")', gives: false },
    { text: 'ISIDCARD("110105194902300025")', gives: false },
    { text: 'ISIDCARD(blank)', gives: false },
  ],
})
