import { raw, sql } from '../../sql/fragment.js'
import type { SqlFragment } from '../../types/sql-fragment.js'
import type { SqlArgument } from '../define-function.js'
import type { Unit } from './units.js'
import { toWallSql } from './wall-clock-sql.js'

/** Hours, minutes and seconds pass alike whether clocks change or not; longer units follow the calendar. */
export function isClockUnit(unit: Unit): boolean {
  return unit === 'hour' || unit === 'minute' || unit === 'second'
}

/** Start of the period a `timestamp` is in; weeks begin on Monday. */
export function periodSql(wall: SqlFragment, unit: Unit): SqlFragment {
  return sql`date_trunc(${raw(`'${unit}'`)}, ${wall})`
}

/**
 * Start of the hour, minute or second of an instant, as UTC `timestamp`: the part of it that has passed on the wall is
 * taken off the instant, since the start itself may be a reading that comes twice.
 */
export function startOfClockSql(instant: SqlArgument, unit: Unit): SqlFragment {
  const wall = toWallSql(instant)
  return sql`((${instant} AT TIME ZONE 'UTC') - (${wall} - ${periodSql(wall, unit)}))`
}

/** Length of a unit as an interval. */
export function lengthSql(unit: Unit): SqlFragment {
  return raw(unit === 'quarter' ? "interval '3 months'" : `interval '1 ${unit}'`)
}
