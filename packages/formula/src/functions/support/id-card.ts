import { raw, sql } from '../../sql/fragment.js'
import type { SqlFragment } from '../../types/sql-fragment.js'
import { dateOfDayNumber } from '../../evaluate/date-text.js'
import { daysInMonth, firstOfMonth } from './civil-date.js'

/**
 * Citizen identity numbers (GB 11643-1999): 6 digits of a place, 8 of the birth date, 3 of a sequence (odd for men, even
 * for women), and a check character, X standing for 10.
 */
const PATTERN = '^[1-9][0-9]{5}(1[89]|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]$'
const pattern = new RegExp(PATTERN)

/** Weights of all 18 characters: powers of 2 modulo 11, the check character with 1; a valid sum leaves 1. */
const weights: readonly number[] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1]

/** The birth date ('yyyy-MM-dd') in a valid number; null when it is not valid. */
export function birthDateOf(id: string): string | null {
  if (!pattern.test(id)) return null
  const valueAt = (at: number) => ('Xx'.includes(id.charAt(at)) ? 10 : Number(id.charAt(at)))
  const sum = weights.reduce((total, weight, at) => total + valueAt(at) * weight, 0)
  if (sum % 11 !== 1) return null
  const [year, month, day] = [Number(id.slice(6, 10)), Number(id.slice(10, 12)), Number(id.slice(12, 14))]
  return day > daysInMonth(year, month) ? null : dateOfDayNumber(firstOfMonth(year, month) + day - 1)
}

/** The same in SQL: a date, NULL when the number is not valid. */
export function birthDateSql(id: SqlFragment): SqlFragment {
  const value = sql`(strpos('0123456789X', upper(substr(${id}, "_c"."_at"::int, 1))) - 1)`
  const list = raw(`'{${weights.join(',')}}'::int[]`)
  const sum = sql`(SELECT sum(${value} * "_c"."_weight") FROM unnest(${list}) WITH ORDINALITY AS "_c"("_weight", "_at"))`
  // Only texts that fit the pattern are cut into numbers; the rest are NULL.
  const birth = sql`CASE WHEN ${id} ~ ${raw(`'${PATTERN}'`)} AND ${sum} % 11 = 1 THEN substr(${id}, 7, 8) END AS "birth"`
  const month = sql`(timestamp '1800-01-01' + (substr("birth", 1, 4)::int * 12 + substr("birth", 5, 2)::int - 21601) * interval '1 month')`
  const day = sql`(${month} + (substr("birth", 7, 2)::int - 1) * interval '1 day')`
  const isInMonth = sql`date_trunc('month', ${day}) = ${month}`
  return sql`(SELECT CASE WHEN ${isInMonth} THEN ${day} END FROM (SELECT ${birth} OFFSET 0) AS "_b")::date`
}
