import type { Decimal } from 'decimal.js'
import { epochMsSql, fromEpochMsSql } from '../sql/dates.js'
import { raw, sql } from '../sql/fragment.js'
import { belowSql } from '../sql/numbers.js'
import { defineFunction } from './define-function.js'
import { addMonths } from './support/civil-date.js'
import { allUnits, calendarUnits, unitMonths, unitMs, unitOf } from './support/units.js'
import { DAY_MS, fromWall, inInstants, toWall } from './support/wall-clock.js'
import { addSql, fromWallSql, toWallSql } from './support/wall-clock-sql.js'
import { wholeWithin, wholeWithinSql } from './support/whole-number.js'

/** More months or days than this lead out of the years 1 to 9999 from anywhere. */
const MONTHS = 120_000
const DAYS = 4_000_000
const MILLISECONDS = 400_000_000_000_000

export const dateAdd = defineFunction({
  name: 'DATEADD',
  group: 'date',
  doc: {
    'zh-CN':
      '日期或日期时间加上若干个单位（可为负）；加月份时不超过月末。天及更大的单位按工作区时区的日历计算，小数部分舍去。',
    en: 'A date or datetime some units later (or earlier); months keep to the end of the month. Days and longer units follow the calendar in the zone of the workspace; a fraction of them is cut off.',
  },
  overloads: [
    { args: ['date', 'number', { oneOf: calendarUnits }], gives: 'date' },
    { args: ['datetime', 'number', { oneOf: allUnits }], gives: 'datetime' },
  ],
  evaluate: ([value, count, spelling], env, [type]) => {
    const unit = unitOf(spelling)
    const months = unitMonths[unit]
    const number = count as Decimal
    if (months === undefined && unit !== 'week' && unit !== 'day') {
      const ms = wholeWithin(number.mul(unitMs[unit] ?? 0), MILLISECONDS)
      return ms === null ? null : inInstants(Number(value) + ms)
    }
    const wall = toWall(value, type, env)
    const day = Math.floor(wall / DAY_MS)
    const perUnit = months ?? (unit === 'week' ? 7 : 1)
    const steps = wholeWithin(number.trunc().mul(perUnit), months === undefined ? DAYS : MONTHS)
    if (steps === null) return null
    const later = months === undefined ? day + steps : addMonths(day, steps)
    return fromWall(wall + (later - day) * DAY_MS, type, env)
  },
  sql: ([value, count, spelling]) => {
    const unit = unitOf(spelling!.literal)
    const months = unitMonths[unit]
    if (months === undefined && unit !== 'week' && unit !== 'day') {
      const ms = belowSql(sql`trunc(${count!} * ${raw(String(unitMs[unit] ?? 0))})`, String(MILLISECONDS))
      return fromEpochMsSql(sql`(${epochMsSql(value!)} + ${ms})`)
    }
    const perUnit = raw(String(months ?? (unit === 'week' ? 7 : 1)))
    const steps = wholeWithinSql(sql`(trunc(${count!}) * ${perUnit})`, months === undefined ? DAYS : MONTHS)
    const interval = sql`${steps} * interval ${raw(months === undefined ? "'1 day'" : "'1 month'")}`
    return fromWallSql(addSql(toWallSql(value!), interval), value!)
  },
  examples: [
    { text: 'DATEADD(DATE(2024, 1, 31), 1, "month")', gives: '2024-02-29' },
    { text: 'DATEADD(DATE(2024, 2, 29), -1, "years")', gives: '2023-02-28' },
    { text: 'DATEADD(DATE(2026, 1, 1), 2, "weeks")', gives: '2026-01-15' },
    { text: 'DATEADD(NOW(), 1.5, "hours")', gives: '2026-03-15T04:00:00.000Z' },
    { text: 'DATEADD(NOW(), 1, "months")', gives: '2026-04-15T02:30:00.000Z' },
    { text: 'DATEADD(DATE(9999, 12, 31), 1, "day")', gives: null },
    { text: 'DATEADD(DATE(2026, 1, 1), blank, "days")', gives: null },
  ],
})
