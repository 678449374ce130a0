import type { Decimal } from 'decimal.js'
import { raw, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { codePointCount, sliceCodePoints } from './support/code-points.js'
import { wholeNumber, wholeNumberSql } from './support/whole-number.js'

export const right = defineFunction({
  name: 'RIGHT',
  group: 'text',
  doc: {
    'zh-CN': '文本末尾的若干个字符（默认 1 个）。',
    en: 'The last characters of a text (1 if no count is given).',
  },
  overloads: [{ args: ['text', 'number'], optional: 1, gives: 'text' }],
  blanks: 'text',
  evaluate: ([text, count]) => {
    const wanted = count === undefined ? 1 : wholeNumber(count as Decimal, 0)
    const all = String(text)
    return wanted === null ? null : sliceCodePoints(all, Math.max(0, codePointCount(all) - wanted), wanted)
  },
  sql: ([text, count]) => sql`right(${text!}, ${count === undefined ? raw('1') : wholeNumberSql(count, 0)})`,
  examples: [
    { text: 'RIGHT("13800138000", 4)', gives: '8000' },
    { text: 'RIGHT("ok👍")', gives: '👍' },
    { text: 'RIGHT("ab", 9)', gives: 'ab' },
    { text: 'RIGHT(blank, 2)', gives: null },
  ],
})
