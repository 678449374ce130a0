import { FIRST_INSTANT_MS, LAST_INSTANT_MS, LAST_DAY, FIRST_DAY } from '../evaluate/date-text.js'
import type { SqlFragment } from '../types/sql-fragment.js'
import { raw, sql } from './fragment.js'

/**
 * SQL for dates and instants: immutable where PostgreSQL allows it (no cast through the session's zone), without errors
 * at the ends of the calendar, naming each argument once. Clamping and NULLIF work as in numbers.ts.
 */

const FIRST_DATE = raw("DATE '0001-01-01'")
const DAYS = LAST_DAY - FIRST_DAY

/** date ± days; a fraction of a day is dropped downwards; NULL outside of the years 1 to 9999. */
export function addDaysSql(date: SqlFragment, days: SqlFragment, operator: '+' | '-'): SqlFragment {
  const signed = operator === '-' ? sql`-(${days})` : days
  const whole = sql`GREATEST(LEAST(floor(${signed}), 4000000), -4000000)::int`
  return dateOfDaysSql(sql`(${date} - ${FIRST_DATE}) + ${whole}`)
}

/** The date that is `days` (int) after 0001-01-01; NULL outside of the years 1 to 9999. */
export function dateOfDaysSql(days: SqlFragment): SqlFragment {
  const clamped = sql`${FIRST_DATE} + GREATEST(LEAST(${days}, ${raw(String(DAYS + 1))}), -1)`
  return sql`NULLIF(NULLIF(${clamped}, DATE '10000-01-01'), DATE '0001-12-31 BC')`
}

/** Whole milliseconds since 1970-01-01T00:00Z of a timestamptz, as numeric. */
export function epochMsSql(instant: SqlFragment): SqlFragment {
  return sql`round(extract(epoch FROM (${instant} AT TIME ZONE 'UTC')) * 1000)`
}

/** The timestamptz at epoch milliseconds (numeric); NULL outside of the instants a datetime may be. */
export function fromEpochMsSql(ms: SqlFragment): SqlFragment {
  const [low, high] = [FIRST_INSTANT_MS - 1, LAST_INSTANT_MS + 1]
  const clamped = sql`GREATEST(LEAST(${ms}, ${raw(`${high}`)}), ${raw(`${low}`)})`
  const inside = sql`NULLIF(NULLIF(${clamped}, ${raw(`${high}`)}), ${raw(`${low}`)})`
  // interval × double is exact to the millisecond here: at most 2.6e17 µs, an error below 32 µs, rounded away by (3).
  const shown = sql`(TIMESTAMP '1970-01-01' + (${inside})::float8 * INTERVAL '1 millisecond')::timestamp(3)`
  return sql`(${shown} AT TIME ZONE 'UTC')`
}
