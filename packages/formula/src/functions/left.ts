import type { Decimal } from 'decimal.js'
import { raw, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { sliceCodePoints } from './support/code-points.js'
import { wholeNumber, wholeNumberSql } from './support/whole-number.js'

export const left = defineFunction({
  name: 'LEFT',
  group: 'text',
  doc: {
    'zh-CN': '文本开头的若干个字符（默认 1 个）。',
    en: 'The first characters of a text (1 if no count is given).',
  },
  overloads: [{ args: ['text', 'number'], optional: 1, gives: 'text' }],
  blanks: 'text',
  evaluate: ([text, count]) => {
    const wanted = count === undefined ? 1 : wholeNumber(count as Decimal, 0)
    return wanted === null ? null : sliceCodePoints(String(text), 0, wanted)
  },
  sql: ([text, count]) => sql`left(${text!}, ${count === undefined ? raw('1') : wholeNumberSql(count, 0)})`,
  examples: [
    { text: 'LEFT("Tessera", 3)', gives: 'Tes' },
    { text: 'LEFT("客户名称")', gives: '客' },
    { text: 'LEFT("abc", -1)', gives: null },
    { text: 'LEFT(blank, 2)', gives: null },
  ],
})
