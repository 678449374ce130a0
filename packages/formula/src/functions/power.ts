import type { Decimal } from 'decimal.js'
import { power as raise } from '../evaluate/decimal.js'
import { powerSql } from '../sql/numbers.js'
import { defineFunction } from './define-function.js'

export const power = defineFunction({
  name: 'POWER',
  group: 'number',
  doc: {
    'zh-CN': '乘方，与 ^ 相同：指数为 -100 到 100 的整数，否则为空。',
    en: 'A power, the same as ^: the exponent is a whole number from -100 to 100, else it is blank.',
  },
  overloads: [{ args: ['number', 'number'], gives: 'number' }],
  evaluate: ([base, exponent]) => raise(base as Decimal, exponent as Decimal),
  sql: ([base, exponent]) => {
    const { literal } = exponent!
    return powerSql(base!, exponent!, literal === undefined || literal === null ? undefined : Number(literal))
  },
  examples: [
    { text: 'POWER(1.1, 2)', gives: 1.21 },
    { text: 'POWER(2, -2)', gives: 0.25 },
    { text: 'POWER(2, 0.5)', gives: null },
    { text: 'POWER(0, -1)', gives: null },
    { text: 'POWER(blank, 2)', gives: null },
  ],
})
