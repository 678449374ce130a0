import { addMonths, civilDateOf, firstOfMonth, isoWeekday } from './civil-date.js'
import { unitMonths, unitMs } from './units.js'
import type { Unit } from './units.js'
import { DAY_MS } from './wall-clock.js'

/** Start of the period a wall reading (see wall-clock.ts) is in; weeks begin on Monday. */
export function startOfWall(wall: number, unit: Unit): number {
  const day = Math.floor(wall / DAY_MS)
  const months = unitMonths[unit]
  if (months !== undefined) {
    const { year, month } = civilDateOf(day)
    return firstOfMonth(year, month - ((month - 1) % months)) * DAY_MS
  }
  if (unit === 'week') return (day - isoWeekday(day) + 1) * DAY_MS
  const length = unitMs[unit] ?? DAY_MS
  return Math.floor(wall / length) * length
}

/** Start of the period after the one that starts at `start`. */
export function nextPeriod(start: number, unit: Unit): number {
  const months = unitMonths[unit]
  return months === undefined ? start + (unitMs[unit] ?? DAY_MS) : addMonths(start / DAY_MS, months) * DAY_MS
}
