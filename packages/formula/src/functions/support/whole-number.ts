import type { Decimal } from 'decimal.js'
import { raw, sql } from '../../sql/fragment.js'
import { belowSql } from '../../sql/numbers.js'
import type { SqlFragment } from '../../types/sql-fragment.js'

/** Counts and positions from here on are blank; PostgreSQL's int ends at 2,147,483,647. */
const LIMIT = 1_000_000_000

/**
 * A count or position as a whole number: the fraction is cut off; blank when it is below `least`, or a thousand million
 * or more.
 */
export function wholeNumber(value: Decimal, least: number): number | null {
  const whole = value.trunc().toNumber()
  return whole < least || whole >= LIMIT ? null : whole === 0 ? 0 : whole
}

/** The same in SQL, as an int. It names the value once: clamped to a limit, which NULLIF turns into NULL. */
export function wholeNumberSql(value: SqlFragment, least: number): SqlFragment {
  const below = raw(String(least - 1))
  const above = raw(String(LIMIT))
  return sql`NULLIF(NULLIF(LEAST(GREATEST(trunc(${value}), ${below}), ${above}), ${above}), ${below})::int`
}

/** A whole number of either sign; blank when its magnitude is `limit` or more. */
export function wholeWithin(value: Decimal, limit: number): number | null {
  const whole = value.trunc().toNumber()
  return Math.abs(whole) >= limit ? null : whole === 0 ? 0 : whole
}

/** The same in SQL, as an int. */
export function wholeWithinSql(value: SqlFragment, limit: number): SqlFragment {
  return sql`(${belowSql(sql`trunc(${value})`, String(limit))})::int`
}
