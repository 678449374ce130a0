import type { Decimal } from 'decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { unitOffset } from './support/code-points.js'
import { limitText, limitTextSql } from './support/text-limit.js'
import { wholeNumber, wholeNumberSql } from './support/whole-number.js'

export const replace = defineFunction({
  name: 'REPLACE',
  group: 'text',
  doc: {
    'zh-CN': '从某个位置（从 1 数起）开始，用新文本换掉若干个字符；位置小于 1 时为空。',
    en: 'Puts a new text in place of some characters from a position on (counted from 1); blank for a position below 1.',
  },
  overloads: [{ args: ['text', 'number', 'number', 'text'], gives: 'text' }],
  blanks: 'text',
  evaluate: ([text, start, count, inserted]) => {
    const from = wholeNumber(start as Decimal, 1)
    const wanted = wholeNumber(count as Decimal, 0)
    if (from === null || wanted === null) return null
    const all = String(text)
    const cut = unitOffset(all, from - 1)
    const rest = all.slice(cut)
    return limitText(all.slice(0, cut) + String(inserted) + rest.slice(unitOffset(rest, wanted)))
  },
  sql: ([text, start, count, inserted]) => {
    const from = wholeNumberSql(start!, 1)
    const rest = sql`substr(${text!}, ${from} + ${wholeNumberSql(count!, 0)})`
    return limitTextSql(sql`(left(${text!}, ${from} - 1) || ${inserted!} || ${rest})`)
  },
  examples: [
    { text: 'REPLACE("13800138000", 4, 4, "****")', gives: '138****8000' },
    { text: 'REPLACE("abc", 9, 1, "d")', gives: 'abcd' },
    { text: 'REPLACE("abc", 0, 1, "d")', gives: null },
    { text: 'REPLACE(blank, 1, 1, "x")', gives: 'x' },
    { text: 'REPLACE("a", 1, 1, blank)', gives: null },
  ],
})
