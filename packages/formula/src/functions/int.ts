import type { Decimal } from 'decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const int = defineFunction({
  name: 'INT',
  group: 'number',
  doc: { 'zh-CN': '不大于该数的最大整数（向下取整）。', en: 'The largest whole number that is not above the number.' },
  overloads: [{ args: ['number'], gives: 'number' }],
  evaluate: ([value]) => (value as Decimal).floor(),
  sql: ([value]) => sql`floor(${value!})`,
  examples: [
    { text: 'INT(8.9)', gives: 8 },
    { text: 'INT(-8.1)', gives: -9 },
    { text: 'INT(blank)', gives: null },
  ],
})
