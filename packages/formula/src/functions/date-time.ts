import { dayNumberOf } from '../evaluate/date-text.js'
import { fromLocalMs } from '../evaluate/zone.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { timeMs } from './support/time-of-day.js'
import { DAY_MS, inInstants } from './support/wall-clock.js'
import { inInstantsSql, zone } from './support/wall-clock-sql.js'

export const dateTime = defineFunction({
  name: 'DATETIME',
  group: 'date',
  doc: {
    'zh-CN': '由日期和时间（默认零点）组成的日期时间，按工作区时区。',
    en: 'The datetime of a date and a time (midnight if left out), in the zone of the workspace.',
  },
  overloads: [{ args: ['date', 'time'], optional: 1, gives: 'datetime' }],
  evaluate: ([date, time], env) => {
    const wall = dayNumberOf(String(date)) * DAY_MS + (time === undefined ? 0 : timeMs(String(time)))
    return inInstants(fromLocalMs(wall, env.timeZone))
  },
  sql: ([date, time]) => {
    const wall = time === undefined ? sql`(${date!})::timestamp` : sql`(${date!} + ${time})`
    return inInstantsSql(sql`(${wall} AT TIME ZONE ${zone()})`)
  },
  examples: [
    { text: 'DATETIME(DATE(2026, 1, 1), TIME(8, 30))', gives: '2026-01-01T00:30:00.000Z' },
    { text: 'DATETIME(DATE(2026, 1, 1))', gives: '2025-12-31T16:00:00.000Z' },
    { text: 'DATETIME(DATE("nothing"), TIME(8, 0))', gives: null },
  ],
})
