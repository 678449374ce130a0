import { Decimal } from 'decimal.js'
import { Exact, INNER_DECIMALS, roundTo } from '../evaluate/decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

/** Enough digits for 30 decimals of the root of any number below 10^15. */
const Wide: typeof Decimal = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP })

export const sqrt = defineFunction({
  name: 'SQRT',
  group: 'number',
  doc: { 'zh-CN': '平方根；负数为空。', en: 'The square root; blank for a negative number.' },
  overloads: [{ args: ['number'], gives: 'number' }],
  evaluate: ([value]) => {
    const number = value as Decimal
    return number.lt(0) ? null : roundTo(new Exact(new Wide(number).sqrt()), INNER_DECIMALS)
  },
  // Numbers here have 10 decimals, so the largest negative one is −10^-10: what is clamped to that becomes NULL.
  sql: ([value]) =>
    sql`round(sqrt(NULLIF(GREATEST(${value!}, -0.0000000001), -0.0000000001) + 0.000000000000000000000000000000), 30)`,
  examples: [
    { text: 'SQRT(16)', gives: 4 },
    { text: 'SQRT(2)', gives: 1.4142135624 },
    { text: 'SQRT(-1)', gives: null },
    { text: 'SQRT(blank)', gives: null },
  ],
})
