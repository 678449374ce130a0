import type { Decimal } from 'decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { roundPlaces, roundPlacesSql, tenTo } from './support/round-places.js'

export const roundDown = defineFunction({
  name: 'ROUNDDOWN',
  group: 'number',
  doc: {
    'zh-CN': '舍去指定小数位数（默认 0）之后的部分，向零靠近。',
    en: 'Cuts off what follows a number of decimals (0 if left out), towards zero.',
  },
  overloads: [{ args: ['number', 'number'], optional: 1, gives: 'number' }],
  evaluate: ([value, places]) => {
    const at = roundPlaces(places as Decimal | undefined)
    return (value as Decimal).mul(tenTo(at)).trunc().mul(tenTo(-at))
  },
  sql: ([value, places]) => sql`trunc(${value!}, ${roundPlacesSql(places)})`,
  examples: [
    { text: 'ROUNDDOWN(2.349, 2)', gives: 2.34 },
    { text: 'ROUNDDOWN(-2.9)', gives: -2 },
    { text: 'ROUNDDOWN(1299, -2)', gives: 1200 },
    { text: 'ROUNDDOWN(1, blank)', gives: null },
  ],
})
