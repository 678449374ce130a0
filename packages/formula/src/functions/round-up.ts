import type { Decimal } from 'decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { roundPlaces, roundPlacesSql, tenTo } from './support/round-places.js'

export const roundUp = defineFunction({
  name: 'ROUNDUP',
  group: 'number',
  doc: {
    'zh-CN': '进位到指定的小数位数（默认 0），远离零。',
    en: 'Rounds to a number of decimals (0 if left out), always away from zero.',
  },
  overloads: [{ args: ['number', 'number'], optional: 1, gives: 'number' }],
  evaluate: ([value, places]) => {
    const at = roundPlaces(places as Decimal | undefined)
    const shifted = (value as Decimal).mul(tenTo(at))
    return (shifted.isNegative() ? shifted.floor() : shifted.ceil()).mul(tenTo(-at))
  },
  sql: ([value, places]) => {
    const at = roundPlacesSql(places)
    // 1e-2 is read exactly; power(10, -2) would be a rounded quotient.
    const shifted = sql`ceil(abs(${value!}) * ('1e' || (${at})::text)::numeric)`
    return sql`(sign(${value!}) * ${shifted} * ('1e' || (-${at})::text)::numeric)`
  },
  examples: [
    { text: 'ROUNDUP(2.341, 2)', gives: 2.35 },
    { text: 'ROUNDUP(-2.1)', gives: -3 },
    { text: 'ROUNDUP(1201, -2)', gives: 1300 },
    { text: 'ROUNDUP(blank)', gives: null },
  ],
})
