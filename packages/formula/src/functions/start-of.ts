import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { startOfWall } from './support/period.js'
import { isClockUnit, periodSql, startOfClockSql } from './support/period-sql.js'
import { allUnits, calendarUnits, unitOf } from './support/units.js'
import { fromWall, inInstants, toWall } from './support/wall-clock.js'
import { fromWallSql, inInstantsSql, toWallSql } from './support/wall-clock-sql.js'

export const startOf = defineFunction({
  name: 'STARTOF',
  group: 'date',
  doc: {
    'zh-CN': '所在年、季度、月、周（周一开始）、日、时、分的开始。',
    en: 'The start of the year, quarter, month, week (Monday), day, hour or minute a date or datetime is in.',
  },
  overloads: [
    { args: ['date', { oneOf: calendarUnits }], gives: 'date' },
    { args: ['datetime', { oneOf: allUnits }], gives: 'datetime' },
  ],
  evaluate: ([value, spelling], env, [type]) => {
    const unit = unitOf(spelling)
    const wall = toWall(value, type, env)
    const start = startOfWall(wall, unit)
    return isClockUnit(unit) ? inInstants(Number(value) - (wall - start)) : fromWall(start, type, env)
  },
  sql: ([value, spelling]) => {
    const unit = unitOf(spelling!.literal)
    if (isClockUnit(unit)) return inInstantsSql(sql`(${startOfClockSql(value!, unit)} AT TIME ZONE 'UTC')`)
    return fromWallSql(periodSql(toWallSql(value!), unit), value!)
  },
  examples: [
    { text: 'STARTOF(DATE(2026, 3, 18), "month")', gives: '2026-03-01' },
    { text: 'STARTOF(DATE(2026, 3, 18), "weeks")', gives: '2026-03-16' },
    { text: 'STARTOF(DATE(2026, 8, 18), "quarter")', gives: '2026-07-01' },
    { text: 'STARTOF(NOW(), "day")', gives: '2026-03-14T16:00:00.000Z' },
    { text: 'STARTOF(NOW(), "hour")', gives: '2026-03-15T02:00:00.000Z' },
    { text: 'STARTOF(DATE("none"), "year")', gives: null },
  ],
})
