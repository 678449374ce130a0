import { defineFunction } from './define-function.js'
import { birthDateOf, birthDateSql } from './support/id-card.js'

export const idBirthday = defineFunction({
  name: 'IDBIRTHDAY',
  group: 'china',
  doc: {
    'zh-CN': '身份证号中的生日；号码无效时为空。',
    en: 'The birth date in a citizen identity number; blank when the number is not valid.',
  },
  overloads: [{ args: ['text'], gives: 'date' }],
  evaluate: ([text]) => birthDateOf(String(text)),
  sql: ([text]) => birthDateSql(text!),
  examples: [
    { text: 'IDBIRTHDAY("11010519491231002X")', gives: '1949-12-31' },
    { text: 'IDBIRTHDAY("11010519491231002x")', gives: '1949-12-31' },
    { text: 'IDBIRTHDAY("110105194912310021")', gives: null },
    { text: 'IDBIRTHDAY(blank)', gives: null },
  ],
})
