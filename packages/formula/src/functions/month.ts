import { Exact } from '../evaluate/decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { civilDateOf } from './support/civil-date.js'
import { DAY_MS, toWall } from './support/wall-clock.js'
import { toWallSql } from './support/wall-clock-sql.js'

export const month = defineFunction({
  name: 'MONTH',
  group: 'date',
  doc: { 'zh-CN': '月份，1 到 12。', en: 'The month, 1 to 12.' },
  overloads: [
    { args: ['date'], gives: 'number' },
    { args: ['datetime'], gives: 'number' },
  ],
  evaluate: ([value], env, [type]) => new Exact(civilDateOf(Math.floor(toWall(value, type, env) / DAY_MS)).month),
  sql: ([value]) => sql`EXTRACT(MONTH FROM ${value!.type.kind === 'datetime' ? toWallSql(value!) : value!})`,
  examples: [
    { text: 'MONTH(DATE(2026, 12, 31))', gives: 12 },
    { text: 'MONTH(NOW())', gives: 3 },
    { text: 'MONTH(DATE("none"))', gives: null },
  ],
})
