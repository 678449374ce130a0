import type { Decimal } from 'decimal.js'
import { raw, sql } from '../../sql/fragment.js'
import type { SqlFragment } from '../../types/sql-fragment.js'
import { Exact } from '../../evaluate/decimal.js'

/** Places beyond these change nothing: numbers have 10 decimals and 15 digits before the point. */
const MOST_PLACES = 20

/** Places to round to: the fraction is cut off, and −20…20 is kept. */
export function roundPlaces(places: Decimal | undefined): number {
  if (places === undefined) return 0
  return Math.max(-MOST_PLACES, Math.min(MOST_PLACES, places.trunc().toNumber()))
}

/** The same in SQL, as an int; NULL for NULL. */
export function roundPlacesSql(places: SqlFragment | undefined): SqlFragment {
  if (places === undefined) return raw('0')
  return sql`(CASE WHEN ${places} IS NOT NULL THEN GREATEST(LEAST(trunc(${places}), 20), -20) END)::int`
}

/** 10 to the power of a whole number, exactly. */
export function tenTo(exponent: number): Decimal {
  return new Exact(`1e${exponent}`)
}
