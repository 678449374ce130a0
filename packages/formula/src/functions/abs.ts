import type { Decimal } from 'decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const abs = defineFunction({
  name: 'ABS',
  group: 'number',
  doc: { 'zh-CN': '绝对值。', en: 'The number without its sign.' },
  overloads: [{ args: ['number'], gives: 'number' }],
  evaluate: ([value]) => (value as Decimal).abs(),
  sql: ([value]) => sql`abs(${value!})`,
  examples: [
    { text: 'ABS(-3.5)', gives: 3.5 },
    { text: 'ABS(2)', gives: 2 },
    { text: 'ABS(blank)', gives: null },
  ],
})
