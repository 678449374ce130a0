import { Exact } from '../evaluate/decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { isoWeekday } from './support/civil-date.js'
import { DAY_MS, toWall } from './support/wall-clock.js'
import { toWallSql } from './support/wall-clock-sql.js'

export const weekday = defineFunction({
  name: 'WEEKDAY',
  group: 'date',
  doc: { 'zh-CN': '星期几：1 为星期一，7 为星期日。', en: 'The day of the week: 1 is Monday, 7 is Sunday.' },
  overloads: [
    { args: ['date'], gives: 'number' },
    { args: ['datetime'], gives: 'number' },
  ],
  evaluate: ([value], env, [type]) => new Exact(isoWeekday(Math.floor(toWall(value, type, env) / DAY_MS))),
  sql: ([value]) => sql`EXTRACT(ISODOW FROM ${value!.type.kind === 'datetime' ? toWallSql(value!) : value!})`,
  examples: [
    { text: 'WEEKDAY(DATE(2026, 3, 16))', gives: 1 },
    { text: 'WEEKDAY(NOW())', gives: 7 },
    { text: 'WEEKDAY(DATE("none"))', gives: null },
  ],
})
