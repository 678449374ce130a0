import { defineFunction } from './define-function.js'
import { lowerCase, lowerLetters, upperLetters } from './support/case-pairs.js'
import { changeCaseSql } from './support/change-case-sql.js'

export const lower = defineFunction({
  name: 'LOWER',
  group: 'text',
  doc: {
    'zh-CN': '把字母变为小写（拉丁、希腊、西里尔字母，一个对一个）。',
    en: 'The text in lower case, letter by letter (Latin, Greek, Cyrillic).',
  },
  overloads: [{ args: ['text'], gives: 'text' }],
  blanks: 'text',
  evaluate: ([text]) => lowerCase(String(text)),
  sql: ([text]) => changeCaseSql(text!, 'lower', upperLetters, lowerLetters),
  examples: [
    { text: 'LOWER("ÀİΣ")', gives: 'àİσ' },
    { text: 'LOWER("Tessera")', gives: 'tessera' },
    { text: 'LOWER(blank)', gives: null },
  ],
})
