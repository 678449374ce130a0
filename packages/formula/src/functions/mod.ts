import type { Decimal } from 'decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const mod = defineFunction({
  name: 'MOD',
  group: 'number',
  doc: {
    'zh-CN': '除法的余数，符号与除数相同；除数为 0 时为空。',
    en: 'The remainder of a division, with the sign of the divisor; blank when the divisor is 0.',
  },
  overloads: [{ args: ['number', 'number'], gives: 'number' }],
  evaluate: ([value, divisor]) => {
    const by = divisor as Decimal
    if (by.isZero()) return null
    const rest = (value as Decimal).mod(by)
    return rest.isZero() || rest.isNegative() === by.isNegative() ? rest : rest.plus(by)
  },
  sql: ([value, divisor]) => {
    const rest = sql`mod(${value!}, NULLIF(${divisor!}, 0))`
    return sql`(${rest} + CASE WHEN sign(${rest}) * sign(${divisor!}) < 0 THEN ${divisor!} ELSE 0 END)`
  },
  examples: [
    { text: 'MOD(7, 3)', gives: 1 },
    { text: 'MOD(-7, 3)', gives: 2 },
    { text: 'MOD(7, -3)', gives: -2 },
    { text: 'MOD(5.5, 0.2)', gives: 0.1 },
    { text: 'MOD(5, 0)', gives: null },
    { text: 'MOD(blank, 2)', gives: null },
  ],
})
