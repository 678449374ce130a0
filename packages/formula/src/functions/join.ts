import { Decimal } from 'decimal.js'
import { numberToText } from '../evaluate/to-text.js'
import { raw, sql } from '../sql/fragment.js'
import { numberToTextSql } from '../sql/to-text.js'
import type { RuntimeValue } from '../types/runtime-value.js'
import { defineFunction } from './define-function.js'
import { codePointCount } from './support/code-points.js'
import { limitText, limitTextSql, TEXT_LIMIT } from './support/text-limit.js'

export const join = defineFunction({
  name: 'JOIN',
  group: 'text',
  doc: {
    'zh-CN': '把列表连成一个文本，中间用分隔符（默认“, ”）；超过 100,000 个字符时为空。',
    en: 'The members of a list in one text, with a separator (", " if left out); blank beyond 100,000 characters.',
  },
  overloads: [
    { args: ['list of text', 'text'], optional: 1, gives: 'text' },
    { args: ['list of number', 'text'], optional: 1, gives: 'text' },
  ],
  blanks: 'text',
  evaluate: ([list, separator]) => {
    const between = separator === undefined ? ', ' : String(separator)
    const members = (list as readonly RuntimeValue[]).map((member) =>
      Decimal.isDecimal(member) ? numberToText(member) : String(member),
    )
    if ((members.length - 1) * codePointCount(between) > TEXT_LIMIT) return null
    return limitText(members.join(between))
  },
  sql: ([list, separator]) => {
    const between = separator ?? raw("', '")
    const isNumbers = list!.type.kind === 'list' && list!.type.of.kind === 'number'
    const members = isNumbers
      ? sql`(SELECT array_agg(${numberToTextSql(raw('"_m"."v"'))} ORDER BY "_m"."n") FROM unnest(${list!}) WITH ORDINALITY AS "_m"("v", "n"))`
      : list!
    // The separators alone are counted first: PostgreSQL raises when a text passes 1 GB.
    const isShort = sql`(cardinality(${list!}) - 1)::numeric * char_length(${between}) <= 100000`
    return limitTextSql(sql`array_to_string(CASE WHEN ${isShort} THEN ${members} END, ${between})`)
  },
  examples: [
    { text: 'JOIN(["a", "b", "c"], "、")', gives: 'a、b、c' },
    { text: 'JOIN(["a", "b"])', gives: 'a, b' },
    { text: 'JOIN([1.50, 2], "+")', gives: '1.5+2' },
    { text: 'JOIN(["a", blank, "b"], blank)', gives: 'ab' },
    { text: 'JOIN(SPLIT(blank, ","), ",")', gives: null },
  ],
})
