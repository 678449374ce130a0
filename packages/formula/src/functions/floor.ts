import type { Decimal } from 'decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { significance, significanceSql } from './support/significance.js'

export const floor = defineFunction({
  name: 'FLOOR',
  group: 'number',
  doc: {
    'zh-CN': '向下取到步长（默认 1）的整数倍；步长为 0 时为空。',
    en: 'Rounds down to a multiple of a step (1 if left out); blank when the step is 0.',
  },
  overloads: [{ args: ['number', 'number'], optional: 1, gives: 'number' }],
  evaluate: ([value, step]) => {
    const size = significance(step as Decimal | undefined)
    if (size === null) return null
    const number = value as Decimal
    const rest = number.mod(size)
    return number.minus(rest).minus(rest.lt(0) ? size : 0)
  },
  sql: ([value, step]) => {
    const size = significanceSql(step)
    const rest = sql`mod(${value!}, ${size})`
    return sql`(${value!} - ${rest} - CASE WHEN ${rest} < 0 THEN ${size} ELSE 0 END)`
  },
  examples: [
    { text: 'FLOOR(2.9)', gives: 2 },
    { text: 'FLOOR(-2.1)', gives: -3 },
    { text: 'FLOOR(23, 5)', gives: 20 },
    { text: 'FLOOR(1.05, -0.1)', gives: 1 },
    { text: 'FLOOR(5, 0)', gives: null },
    { text: 'FLOOR(blank)', gives: null },
  ],
})
