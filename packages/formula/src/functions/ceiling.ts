import type { Decimal } from 'decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { significance, significanceSql } from './support/significance.js'

export const ceiling = defineFunction({
  name: 'CEILING',
  group: 'number',
  doc: {
    'zh-CN': '向上取到步长（默认 1）的整数倍；步长为 0 时为空。',
    en: 'Rounds up to a multiple of a step (1 if left out); blank when the step is 0.',
  },
  overloads: [{ args: ['number', 'number'], optional: 1, gives: 'number' }],
  evaluate: ([value, step]) => {
    const size = significance(step as Decimal | undefined)
    if (size === null) return null
    const number = value as Decimal
    const rest = number.mod(size)
    return number.minus(rest).plus(rest.gt(0) ? size : 0)
  },
  sql: ([value, step]) => {
    const size = significanceSql(step)
    const rest = sql`mod(${value!}, ${size})`
    return sql`(${value!} - ${rest} + CASE WHEN ${rest} > 0 THEN ${size} ELSE 0 END)`
  },
  examples: [
    { text: 'CEILING(2.1)', gives: 3 },
    { text: 'CEILING(-2.1)', gives: -2 },
    { text: 'CEILING(22, 5)', gives: 25 },
    { text: 'CEILING(1.05, 0.1)', gives: 1.1 },
    { text: 'CEILING(5, 0)', gives: null },
    { text: 'CEILING(blank)', gives: null },
  ],
})
