import { Exact } from '../evaluate/decimal.js'
import { raw, sql } from '../sql/fragment.js'
import type { SqlFragment } from '../types/sql-fragment.js'
import { defineFunction } from './define-function.js'
import { civilDateOf } from './support/civil-date.js'
import { allUnits, unitMonths, unitMs, unitOf } from './support/units.js'
import { DAY_MS, toWall } from './support/wall-clock.js'
import { toWallSql } from './support/wall-clock-sql.js'

export const dateDif = defineFunction({
  name: 'DATEDIF',
  group: 'date',
  doc: {
    'zh-CN': '从第一个日期（时间）到第二个之间有多少个完整的单位；第二个较早时为负。',
    en: 'How many complete units lie between the first date (or datetime) and the second; negative when the second is earlier.',
  },
  overloads: [
    { args: ['date', 'date', { oneOf: allUnits }], gives: 'number' },
    { args: ['datetime', 'datetime', { oneOf: allUnits }], gives: 'number' },
  ],
  evaluate: ([start, end, spelling], env, [type]) => {
    const unit = unitOf(spelling)
    const months = unitMonths[unit]
    const [from, to] = [toWall(start, type, env), toWall(end, type, env)]
    if (months !== undefined) return whole(monthsBetween(from, to) / months)
    // The hours of a day when clocks change are counted as they passed; days and weeks as the calendar shows them.
    const isClock = type?.kind === 'datetime' && unit !== 'week' && unit !== 'day'
    return whole((isClock ? Number(end) - Number(start) : to - from) / (unitMs[unit] ?? 1))
  },
  sql: ([start, end, spelling]) => {
    const unit = unitOf(spelling!.literal)
    const months = unitMonths[unit]
    const [from, to] = [toWallSql(start!), toWallSql(end!)]
    if (months !== undefined) return sql`div(${monthsBetweenSql(from, to)}, ${raw(String(months))})`
    const isClock = start!.type.kind === 'datetime' && unit !== 'week' && unit !== 'day'
    const seconds = isClock
      ? sql`EXTRACT(EPOCH FROM (${end!} AT TIME ZONE 'UTC') - (${start!} AT TIME ZONE 'UTC'))`
      : sql`EXTRACT(EPOCH FROM ${to} - ${from})`
    return sql`div(${seconds}, ${raw(String((unitMs[unit] ?? 1000) / 1000))})`
  },
  examples: [
    { text: 'DATEDIF(DATE(2026, 1, 31), DATE(2026, 2, 28), "months")', gives: 0 },
    { text: 'DATEDIF(DATE(1990, 5, 2), DATE(2026, 5, 1), "years")', gives: 35 },
    { text: 'DATEDIF(DATE(2026, 3, 1), DATE(2026, 2, 1), "days")', gives: -28 },
    { text: 'DATEDIF(NOW(), DATEADD(NOW(), 90, "minutes"), "hours")', gives: 1 },
    { text: 'DATEDIF(DATE("none"), DATE(2026, 2, 1), "days")', gives: null },
  ],
})

function whole(value: number): InstanceType<typeof Exact> {
  return new Exact(Math.trunc(value) + 0)
}

/** Complete months between two wall readings: a month is complete when day and time of day are reached again. */
function monthsBetween(from: number, to: number): number {
  const [start, end] = [civilDateOf(Math.floor(from / DAY_MS)), civilDateOf(Math.floor(to / DAY_MS))]
  const months = (end.year - start.year) * 12 + end.month - start.month
  const rest = (end.day - start.day) * DAY_MS + (modulo(to) - modulo(from))
  if (months > 0 && rest < 0) return months - 1
  return months < 0 && rest > 0 ? months + 1 : months
}

function modulo(wall: number): number {
  return ((wall % DAY_MS) + DAY_MS) % DAY_MS
}

function monthsBetweenSql(from: SqlFragment, to: SqlFragment): SqlFragment {
  const count = (wall: SqlFragment) => sql`EXTRACT(YEAR FROM ${wall}) * 12 + EXTRACT(MONTH FROM ${wall})`
  const rest = (wall: SqlFragment) => sql`(${wall} - date_trunc('month', ${wall}))`
  const months = sql`((${count(to)}) - (${count(from)}))`
  const correction = sql`CASE WHEN ${months} > 0 AND ${rest(to)} < ${rest(from)} THEN -1 WHEN ${months} < 0 AND ${rest(to)} > ${rest(from)} THEN 1 ELSE 0 END`
  return sql`(${months} + ${correction})`
}
