import { dateOfDayNumber } from '../evaluate/date-text.js'
import { fromLocalMs } from '../evaluate/zone.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { nextPeriod, startOfWall } from './support/period.js'
import { isClockUnit, lengthSql, periodSql, startOfClockSql } from './support/period-sql.js'
import { allUnits, calendarUnits, unitOf } from './support/units.js'
import { DAY_MS, inInstants, toWall } from './support/wall-clock.js'
import { inInstantsSql, inWallSql, toWallSql, zone } from './support/wall-clock-sql.js'

export const endOf = defineFunction({
  name: 'ENDOF',
  group: 'date',
  doc: {
    'zh-CN': '所在年、季度、月、周（周日结束）、日、时、分的最后一天，日期时间则为最后一毫秒。',
    en: 'The last day of the year, quarter, month or week (Sunday) a date is in; for a datetime the last millisecond, also of the day, hour or minute.',
  },
  overloads: [
    { args: ['date', { oneOf: calendarUnits }], gives: 'date' },
    { args: ['datetime', { oneOf: allUnits }], gives: 'datetime' },
  ],
  evaluate: ([value, spelling], env, [type]) => {
    const unit = unitOf(spelling)
    const wall = toWall(value, type, env)
    const next = nextPeriod(startOfWall(wall, unit), unit)
    if (type?.kind === 'date') return dateOfDayNumber(next / DAY_MS - 1)
    return inInstants((isClockUnit(unit) ? Number(value) + (next - wall) : fromLocalMs(next, env.timeZone)) - 1)
  },
  sql: ([value, spelling]) => {
    const unit = unitOf(spelling!.literal)
    const next = sql`(${periodSql(toWallSql(value!), unit)} + ${lengthSql(unit)})`
    if (value!.type.kind === 'date') return sql`(${inWallSql(sql`(${next} - interval '1 day')`)})::date`
    const nextUtc = isClockUnit(unit)
      ? sql`(${startOfClockSql(value!, unit)} + ${lengthSql(unit)})`
      : sql`((${next} AT TIME ZONE ${zone()}) AT TIME ZONE 'UTC')`
    return inInstantsSql(sql`((${nextUtc} - interval '1 millisecond') AT TIME ZONE 'UTC')`)
  },
  examples: [
    { text: 'ENDOF(DATE(2024, 2, 10), "month")', gives: '2024-02-29' },
    { text: 'ENDOF(DATE(2026, 3, 18), "week")', gives: '2026-03-22' },
    { text: 'ENDOF(DATE(2026, 3, 18), "years")', gives: '2026-12-31' },
    { text: 'ENDOF(NOW(), "day")', gives: '2026-03-15T15:59:59.999Z' },
    { text: 'ENDOF(DATE("none"), "year")', gives: null },
  ],
})
