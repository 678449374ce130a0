import { Exact } from '../evaluate/decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { civilDateOf } from './support/civil-date.js'
import { DAY_MS, toWall } from './support/wall-clock.js'
import { toWallSql } from './support/wall-clock-sql.js'

export const quarter = defineFunction({
  name: 'QUARTER',
  group: 'date',
  doc: { 'zh-CN': '季度，1 到 4。', en: 'The quarter of the year, 1 to 4.' },
  overloads: [
    { args: ['date'], gives: 'number' },
    { args: ['datetime'], gives: 'number' },
  ],
  evaluate: ([value], env, [type]) =>
    new Exact(Math.ceil(civilDateOf(Math.floor(toWall(value, type, env) / DAY_MS)).month / 3)),
  sql: ([value]) => sql`EXTRACT(QUARTER FROM ${value!.type.kind === 'datetime' ? toWallSql(value!) : value!})`,
  examples: [
    { text: 'QUARTER(DATE(2026, 4, 1))', gives: 2 },
    { text: 'QUARTER(NOW())', gives: 1 },
    { text: 'QUARTER(DATE("none"))', gives: null },
  ],
})
