import { Exact } from '../evaluate/decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { civilDateOf } from './support/civil-date.js'
import { DAY_MS, toWall } from './support/wall-clock.js'
import { toWallSql } from './support/wall-clock-sql.js'

export const day = defineFunction({
  name: 'DAY',
  group: 'date',
  doc: { 'zh-CN': '一个月中的第几天，1 到 31。', en: 'The day of the month, 1 to 31.' },
  overloads: [
    { args: ['date'], gives: 'number' },
    { args: ['datetime'], gives: 'number' },
  ],
  evaluate: ([value], env, [type]) => new Exact(civilDateOf(Math.floor(toWall(value, type, env) / DAY_MS)).day),
  sql: ([value]) => sql`EXTRACT(DAY FROM ${value!.type.kind === 'datetime' ? toWallSql(value!) : value!})`,
  examples: [
    { text: 'DAY(DATE(2026, 12, 31))', gives: 31 },
    { text: 'DAY(NOW())', gives: 15 },
    { text: 'DAY(DATE("none"))', gives: null },
  ],
})
