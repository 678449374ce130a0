import { Exact } from '../evaluate/decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { civilDateOf } from './support/civil-date.js'
import { DAY_MS, toWall } from './support/wall-clock.js'
import { toWallSql } from './support/wall-clock-sql.js'

export const year = defineFunction({
  name: 'YEAR',
  group: 'date',
  doc: { 'zh-CN': '年份。', en: 'The year.' },
  overloads: [
    { args: ['date'], gives: 'number' },
    { args: ['datetime'], gives: 'number' },
  ],
  evaluate: ([value], env, [type]) => new Exact(civilDateOf(Math.floor(toWall(value, type, env) / DAY_MS)).year),
  sql: ([value]) => sql`EXTRACT(YEAR FROM ${value!.type.kind === 'datetime' ? toWallSql(value!) : value!})`,
  examples: [
    { text: 'YEAR(DATE(2026, 1, 31))', gives: 2026 },
    { text: 'YEAR(NOW())', gives: 2026 },
    { text: 'YEAR(DATE("none"))', gives: null },
  ],
})
