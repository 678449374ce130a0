import { Exact } from '../evaluate/decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { isoWeek } from './support/civil-date.js'
import { DAY_MS, toWall } from './support/wall-clock.js'
import { toWallSql } from './support/wall-clock-sql.js'

export const weekNum = defineFunction({
  name: 'WEEKNUM',
  group: 'date',
  doc: {
    'zh-CN': '一年中的第几周（ISO：周一开始，第一周含一月四日）。',
    en: 'The ISO week of the year: weeks begin on Monday, the first contains 4 January.',
  },
  overloads: [
    { args: ['date'], gives: 'number' },
    { args: ['datetime'], gives: 'number' },
  ],
  evaluate: ([value], env, [type]) => new Exact(isoWeek(Math.floor(toWall(value, type, env) / DAY_MS))),
  sql: ([value]) => sql`EXTRACT(WEEK FROM ${value!.type.kind === 'datetime' ? toWallSql(value!) : value!})`,
  examples: [
    { text: 'WEEKNUM(DATE(2026, 1, 1))', gives: 1 },
    { text: 'WEEKNUM(DATE(2027, 1, 1))', gives: 53 },
    { text: 'WEEKNUM(NOW())', gives: 11 },
    { text: 'WEEKNUM(DATE("none"))', gives: null },
  ],
})
