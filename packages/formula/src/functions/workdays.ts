import { dayNumberOf } from '../evaluate/date-text.js'
import { Exact } from '../evaluate/decimal.js'
import { bind, raw, sql } from '../sql/fragment.js'
import type { SqlFragment } from '../types/sql-fragment.js'
import type { Calendar } from '../types/runtime-value.js'
import { defineFunction } from './define-function.js'
import { isoWeekday } from './support/civil-date.js'

/**
 * A day is worked when it is a listed workday, or neither on the weekend nor a holiday. Counting does not walk the days:
 * all days, minus the weekdays off, minus holidays that would have been worked, plus weekend days that are worked.
 */
export const workdays = defineFunction({
  name: 'WORKDAYS',
  group: 'date',
  doc: {
    'zh-CN': '从第一个日期到第二个日期（含两端）的工作日数，按设置中的周末、节假日和调休日计算；第二个较早时为负。',
    en: 'Working days from the first date to the second, both included, by the weekend, holidays and extra workdays of the settings; negative when the second is earlier.',
  },
  overloads: [{ args: ['date', 'date'], gives: 'number' }],
  evaluate: ([start, end], env) => {
    const [from, to] = [dayNumberOf(String(start)), dayNumberOf(String(end))]
    const count = countWorkdays(Math.min(from, to), Math.max(from, to), env.calendar)
    return new Exact(from <= to || count === 0 ? count : -count)
  },
  sql: ([start, end]) => countSql(start!, end!),
  examples: [
    { text: 'WORKDAYS(DATE(2026, 3, 16), DATE(2026, 3, 22))', gives: 5 },
    { text: 'WORKDAYS(DATE(2026, 2, 14), DATE(2026, 2, 24))', gives: 2 },
    { text: 'WORKDAYS(DATE(2026, 3, 18), DATE(2026, 3, 16))', gives: -3 },
    { text: 'WORKDAYS(DATE(2026, 3, 21), DATE(2026, 3, 21))', gives: 0 },
    { text: 'WORKDAYS(DATE("none"), DATE(2026, 3, 16))', gives: null },
  ],
})

function countWorkdays(from: number, to: number, calendar: Calendar): number {
  const weekend = new Set(calendar.weekend)
  const worked = new Set(calendar.workdays)
  let count = to - from + 1
  for (const weekday of weekend) count -= countWeekday(from, to, weekday)
  for (const [isWorked, days] of [
    [false, new Set(calendar.holidays)],
    [true, worked],
  ] as const) {
    for (const date of days) {
      const day = dayNumberOf(date)
      if (day < from || day > to) continue
      const isOff = weekend.has(isoWeekday(day))
      if (isWorked && isOff) count++
      if (!isWorked && !isOff && !worked.has(date)) count--
    }
  }
  return count
}

/** How many days from one day number to another fall on an ISO weekday; day −3 was a Monday. */
function countWeekday(from: number, to: number, weekday: number): number {
  const weeks = (day: number) => Math.floor((day + 3 - (weekday - 1)) / 7)
  return weeks(to) - weeks(from - 1)
}

function countSql(start: SqlFragment, end: SqlFragment): SqlFragment {
  const weekend = bind({ runtime: 'weekend' }, 'int[]')
  const holidays = bind({ runtime: 'holidays' }, 'date[]')
  const worked = bind({ runtime: 'workdays' }, 'date[]')
  const [low, high] = [raw('"_w"."low"'), raw('"_w"."high"')]
  // Days counted from Monday, 1 January of the year 1, hence never negative.
  const weeks = (day: SqlFragment) => sql`(${day} - date '0001-01-01' + 8 - "_o"."n") / 7`
  const off = sql`(SELECT sum(${weeks(high)} - ${weeks(sql`(${low} - 1)`)}) FROM (SELECT DISTINCT n FROM unnest(${weekend}) AS n) AS "_o")`
  const inside = sql`"_d"."d" BETWEEN ${low} AND ${high}`
  const isOff = sql`EXTRACT(ISODOW FROM "_d"."d")::int = ANY(${weekend})`
  const days = (list: SqlFragment) => sql`(SELECT DISTINCT d FROM unnest(${list}) AS d) AS "_d"`
  const lost = sql`(SELECT count(*) FROM ${days(holidays)} WHERE ${inside} AND NOT ${isOff} AND NOT "_d"."d" = ANY(${worked}))`
  const won = sql`(SELECT count(*) FROM ${days(worked)} WHERE ${inside} AND ${isOff})`
  const count = sql`${high} - ${low} + 1 - COALESCE(${off}, 0) - ${lost} + ${won}`
  const bounds = sql`SELECT LEAST(${start}, ${end}) AS "low", GREATEST(${start}, ${end}) AS "high", ${start} <= ${end} AS "forward" OFFSET 0`
  return sql`(SELECT CASE WHEN "_w"."forward" THEN ${count} WHEN NOT "_w"."forward" THEN -(${count}) END FROM (${bounds}) AS "_w")::numeric`
}
