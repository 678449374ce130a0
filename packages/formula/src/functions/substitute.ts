import type { Decimal } from 'decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { codePointCount } from './support/code-points.js'
import { limitText, limitTextSql, TEXT_LIMIT } from './support/text-limit.js'
import { wholeNumber, wholeNumberSql } from './support/whole-number.js'

export const substitute = defineFunction({
  name: 'SUBSTITUTE',
  group: 'text',
  doc: {
    'zh-CN': '把文本中的旧文本全部换成新文本，或只换第几次出现的；区分大小写。',
    en: 'Puts a new text in place of an old one wherever it occurs, or only at its n-th occurrence; case matters.',
  },
  overloads: [{ args: ['text', 'text', 'text', 'number'], optional: 1, gives: 'text' }],
  blanks: 'text',
  evaluate: ([text, old, inserted, nth]) => {
    const [all, from, to] = [String(text), String(old), String(inserted)]
    const only = nth === undefined ? undefined : wholeNumber(nth as Decimal, 1)
    if (only === null) return null
    if (from === '') return limitText(all)
    const parts = all.split(from)
    if (only !== undefined) {
      if (only >= parts.length) return limitText(all)
      return limitText(parts.slice(0, only).join(from) + to + parts.slice(only).join(from))
    }
    const growth = (parts.length - 1) * (codePointCount(to) - codePointCount(from))
    return codePointCount(all) + growth > TEXT_LIMIT ? null : parts.join(to)
  },
  sql: ([text, old, inserted, nth]) => {
    if (nth !== undefined) {
      const only = wholeNumberSql(nth, 1)
      const parts = sql`string_to_array(${text!}, ${old!})`
      const before = sql`array_to_string((${parts})[1:${only}], ${old!})`
      const after = sql`array_to_string((${parts})[${only} + 1:], ${old!})`
      const isThere = sql`${old!} <> '' AND ${only} < cardinality(${parts})`
      return limitTextSql(
        sql`(CASE WHEN ${only} IS NULL THEN NULL WHEN ${isThere} THEN ${before} || ${inserted!} || ${after} ELSE ${text!} END)`,
      )
    }
    // The length is known before the text is made: PostgreSQL raises when a text passes 1 GB.
    const length = (part: typeof text) => sql`char_length(${part!})::numeric`
    const count = sql`div(${length(text)} - char_length(replace(${text!}, ${old!}, '')), NULLIF(${length(old)}, 0))`
    const total = sql`${length(text)} + COALESCE(${count}, 0) * (${length(inserted)} - ${length(old)})`
    return sql`(CASE WHEN ${total} <= 100000 THEN replace(${text!}, ${old!}, ${inserted!}) END)`
  },
  examples: [
    { text: 'SUBSTITUTE("a-b-c", "-", "/")', gives: 'a/b/c' },
    { text: 'SUBSTITUTE("a-b-c", "-", "/", 2)', gives: 'a-b/c' },
    { text: 'SUBSTITUTE("abc", "", "x")', gives: 'abc' },
    { text: 'SUBSTITUTE("a b", " ", blank)', gives: 'ab' },
    { text: 'SUBSTITUTE(blank, "a", "b")', gives: null },
  ],
})
