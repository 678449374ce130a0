import { Exact } from '../evaluate/decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { codePointCount } from './support/code-points.js'

export const len = defineFunction({
  name: 'LEN',
  group: 'text',
  doc: { 'zh-CN': '文本的长度（字符数，一个表情算一个）。', en: 'The length of a text in characters (code points).' },
  overloads: [{ args: ['text'], gives: 'number' }],
  blanks: 'text',
  evaluate: ([text]) => new Exact(codePointCount(String(text))),
  sql: ([text]) => sql`char_length(${text!})::numeric`,
  examples: [
    { text: 'LEN("abc")', gives: 3 },
    { text: 'LEN("好👍")', gives: 2 },
    { text: 'LEN(blank)', gives: 0 },
  ],
})
