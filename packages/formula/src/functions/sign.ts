import type { Decimal } from 'decimal.js'
import { Exact } from '../evaluate/decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const sign = defineFunction({
  name: 'SIGN',
  group: 'number',
  doc: { 'zh-CN': '正数为 1，负数为 -1，零为 0。', en: '1 for a positive number, -1 for a negative one, 0 for zero.' },
  overloads: [{ args: ['number'], gives: 'number' }],
  evaluate: ([value]) => new Exact((value as Decimal).cmp(0)),
  sql: ([value]) => sql`sign(${value!})`,
  examples: [
    { text: 'SIGN(12)', gives: 1 },
    { text: 'SIGN(-0.01)', gives: -1 },
    { text: 'SIGN(0)', gives: 0 },
    { text: 'SIGN(blank)', gives: null },
  ],
})
