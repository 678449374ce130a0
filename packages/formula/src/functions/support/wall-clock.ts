import type { FormulaType } from '../../types/formula-type.js'
import type { Environment, RuntimeValue } from '../../types/runtime-value.js'
import { fromLocalMs, toLocalMs } from '../../evaluate/zone.js'
import { dateOfDayNumber, dayNumberOf, FIRST_INSTANT_MS, LAST_INSTANT_MS } from '../../evaluate/date-text.js'

/**
 * Dates and datetimes on one scale, "wall milliseconds": what the clock on the wall of the workspace shows, counted from
 * 1970-01-01 00:00 as if that clock never jumped. A date is its midnight.
 */
export const DAY_MS = 86_400_000

/** Wall milliseconds of a date or datetime. */
export function toWall(value: RuntimeValue | undefined, type: FormulaType | undefined, env: Environment): number {
  return type?.kind === 'datetime' ? toLocalMs(Number(value), env.timeZone) : dayNumberOf(String(value)) * DAY_MS
}

/** Back to a date ('yyyy-MM-dd') or a datetime (epoch milliseconds); blank outside the years 1 to 9999. */
export function fromWall(wall: number, type: FormulaType | undefined, env: Environment): string | number | null {
  return type?.kind === 'datetime'
    ? inInstants(fromLocalMs(wall, env.timeZone))
    : dateOfDayNumber(Math.floor(wall / DAY_MS))
}

/** The instant (epoch milliseconds), or blank outside the range of datetimes. */
export function inInstants(instant: number): number | null {
  return instant >= FIRST_INSTANT_MS && instant <= LAST_INSTANT_MS ? instant : null
}
