import type { Decimal } from 'decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { sliceCodePoints } from './support/code-points.js'
import { wholeNumber, wholeNumberSql } from './support/whole-number.js'

export const mid = defineFunction({
  name: 'MID',
  group: 'text',
  doc: {
    'zh-CN': '从某个位置（从 1 数起）开始的若干个字符；位置小于 1 时为空。',
    en: 'Some characters of a text from a position on (counted from 1); blank for a position below 1.',
  },
  overloads: [{ args: ['text', 'number', 'number'], gives: 'text' }],
  blanks: 'text',
  evaluate: ([text, start, count]) => {
    const from = wholeNumber(start as Decimal, 1)
    const wanted = wholeNumber(count as Decimal, 0)
    return from === null || wanted === null ? null : sliceCodePoints(String(text), from - 1, wanted)
  },
  sql: ([text, start, count]) => sql`substr(${text!}, ${wholeNumberSql(start!, 1)}, ${wholeNumberSql(count!, 0)})`,
  examples: [
    { text: 'MID("Tessera", 2, 3)', gives: 'ess' },
    { text: 'MID("👍好的", 2, 1)', gives: '好' },
    { text: 'MID("abc", 9, 2)', gives: null },
    { text: 'MID("abc", 0, 2)', gives: null },
    { text: 'MID(blank, 1, 2)', gives: null },
  ],
})
