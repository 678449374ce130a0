import { defineFunction } from './define-function.js'
import { lowerLetters, upperCase, upperLetters } from './support/case-pairs.js'
import { changeCaseSql } from './support/change-case-sql.js'

export const upper = defineFunction({
  name: 'UPPER',
  group: 'text',
  doc: {
    'zh-CN': '把字母变为大写（拉丁、希腊、西里尔字母，一个对一个）。',
    en: 'The text in upper case, letter by letter (Latin, Greek, Cyrillic).',
  },
  overloads: [{ args: ['text'], gives: 'text' }],
  blanks: 'text',
  evaluate: ([text]) => upperCase(String(text)),
  sql: ([text]) => changeCaseSql(text!, 'upper', lowerLetters, upperLetters),
  examples: [
    { text: 'UPPER("aß-ÿя")', gives: 'Aß-ŸЯ' },
    { text: 'UPPER("Tessera")', gives: 'TESSERA' },
    { text: 'UPPER(blank)', gives: null },
  ],
})
