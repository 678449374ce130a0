import type { Decimal } from 'decimal.js'
import { roundTo } from '../evaluate/decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { roundPlaces, roundPlacesSql, tenTo } from './support/round-places.js'

export const round = defineFunction({
  name: 'ROUND',
  group: 'number',
  doc: {
    'zh-CN': '四舍五入到指定的小数位数（默认 0，负数表示十位、百位……）；五总是远离零。',
    en: 'Rounds to a number of decimals (0 if left out; negative for tens, hundreds …); a five goes away from zero.',
  },
  overloads: [{ args: ['number', 'number'], optional: 1, gives: 'number' }],
  evaluate: ([value, places]) => {
    const at = roundPlaces(places as Decimal | undefined)
    const number = value as Decimal
    return at >= 0 ? roundTo(number, at) : roundTo(number.mul(tenTo(at)), 0).mul(tenTo(-at))
  },
  sql: ([value, places]) => sql`round(${value!}, ${roundPlacesSql(places)})`,
  examples: [
    { text: 'ROUND(2.345, 2)', gives: 2.35 },
    { text: 'ROUND(-2.5)', gives: -3 },
    { text: 'ROUND(1250, -2)', gives: 1300 },
    { text: 'ROUND(blank, 2)', gives: null },
  ],
})
