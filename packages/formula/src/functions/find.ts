import type { Decimal } from 'decimal.js'
import { Exact } from '../evaluate/decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { codePointCount, unitOffset } from './support/code-points.js'
import { wholeNumber, wholeNumberSql } from './support/whole-number.js'

export const find = defineFunction({
  name: 'FIND',
  group: 'text',
  doc: {
    'zh-CN': '第一个文本在第二个文本中的位置（从 1 数起，可指定从哪里找起）；找不到时为空，区分大小写。',
    en: 'Where the first text begins in the second (counted from 1, optionally from a position on); blank when it is not there. Case matters.',
  },
  overloads: [{ args: ['text', 'text', 'number'], optional: 1, gives: 'number' }],
  blanks: 'text',
  evaluate: ([wanted, text, start]) => {
    const from = start === undefined ? 1 : wholeNumber(start as Decimal, 1)
    const all = String(text)
    if (from === null || from > codePointCount(all) + 1) return null
    const at = all.indexOf(String(wanted), unitOffset(all, from - 1))
    return at < 0 ? null : new Exact(codePointCount(all.slice(0, at)) + 1)
  },
  sql: ([wanted, text, start]) => {
    if (start === undefined) return sql`NULLIF(strpos(${text!}, ${wanted!}), 0)::numeric`
    const from = wholeNumberSql(start, 1)
    const found = sql`NULLIF(strpos(substr(${text!}, ${from}), ${wanted!}), 0) + ${from} - 1`
    return sql`(CASE WHEN ${from} <= char_length(${text!}) + 1 THEN ${found} END)::numeric`
  },
  examples: [
    { text: 'FIND("s", "Tessera")', gives: 3 },
    { text: 'FIND("s", "Tessera", 4)', gives: 4 },
    { text: 'FIND("好", "👍好")', gives: 2 },
    { text: 'FIND("x", "Tessera")', gives: null },
    { text: 'FIND("x", blank)', gives: null },
    { text: 'FIND("", "abc")', gives: 1 },
  ],
})
