import type { Decimal } from 'decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { codePointCount } from './support/code-points.js'
import { TEXT_LIMIT } from './support/text-limit.js'
import { wholeNumber, wholeNumberSql } from './support/whole-number.js'

export const rept = defineFunction({
  name: 'REPT',
  group: 'text',
  doc: {
    'zh-CN': '把文本重复若干次；结果超过 100,000 个字符时为空。',
    en: 'A text several times over; blank when the result would pass 100,000 characters.',
  },
  overloads: [{ args: ['text', 'number'], gives: 'text' }],
  blanks: 'text',
  evaluate: ([text, count]) => {
    const times = wholeNumber(count as Decimal, 0)
    const all = String(text)
    return times === null || times * codePointCount(all) > TEXT_LIMIT ? null : all.repeat(times)
  },
  sql: ([text, count]) => {
    const times = wholeNumberSql(count!, 0)
    // LEAST: PostgreSQL would count to a hundred million for an empty text.
    return sql`repeat(${text!}, CASE WHEN ${times}::numeric * char_length(${text!}) <= 100000 THEN LEAST(${times}, 100000) END)`
  },
  examples: [
    { text: 'REPT("★", 3)', gives: '★★★' },
    { text: 'REPT("ab", 0)', gives: null },
    { text: 'REPT("a", 100001)', gives: null },
    { text: 'REPT(blank, 3)', gives: null },
  ],
})
