import { raw, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { trimWhiteSpace, whiteSpaceSql } from './support/white-space.js'

export const trim = defineFunction({
  name: 'TRIM',
  group: 'text',
  doc: {
    'zh-CN': '去掉文本两端的空白，包括全角空格、换行和制表符；中间的空白不变。',
    en: 'The text without white space at both ends, Unicode spaces, tabs and line ends included; what is inside stays.',
  },
  overloads: [{ args: ['text'], gives: 'text' }],
  blanks: 'text',
  evaluate: ([text]) => trimWhiteSpace(String(text)),
  sql: ([text]) => sql`btrim(${text!}, ${raw(whiteSpaceSql)})`,
  examples: [
    { text: 'TRIM("  a  b ")', gives: 'a  b' },
    { text: 'TRIM("\u3000客户\u00a0")', gives: '客户' },
    { text: 'TRIM("   ")', gives: null },
    { text: 'TRIM(blank)', gives: null },
  ],
})
