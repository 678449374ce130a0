import type { Decimal } from 'decimal.js'
import { Exact, roundTo } from '../../evaluate/decimal.js'
import { raw, sql } from '../../sql/fragment.js'
import type { RuntimeValue } from '../../types/runtime-value.js'
import type { SqlFragment } from '../../types/sql-fragment.js'
import { membersOf } from './members.js'

/** Twice the mean radius of the earth, in km. */
const diameterKm = 12_742.0176
const radians = Math.PI / 180

/**
 * Kilometres between two points along the surface, to the metre (haversine formula); blank where one is no point.
 *
 * Units:  degrees, latitude before longitude.
 */
export function distanceKm(
  place: readonly [RuntimeValue | undefined, RuntimeValue | undefined],
  other: readonly [RuntimeValue | undefined, RuntimeValue | undefined],
): Decimal | null {
  const [lat1, lng1, lat2, lng2] = [...place, ...other].map((part) => Number(String(part ?? 'none'))) as [
    ...[number, number, number, number],
  ]
  if (!isPoint(lat1, lng1) || !isPoint(lat2, lng2)) return null
  const half = (degrees: number): number => Math.sin((degrees * radians) / 2) ** 2
  const chord = half(lat2 - lat1) + Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * half(lng2 - lng1)
  const km = diameterKm * Math.asin(Math.sqrt(Math.min(1, chord)))
  // PostgreSQL makes a numeric of the fifteen digits that a double is sure of.
  return roundTo(new Exact(km.toPrecision(15)), 3)
}

const isPoint = (lat: number, lng: number): boolean => Math.abs(lat) <= 90 && Math.abs(lng) <= 180

/** The two numbers of a list that is a point; undefined of any other. */
export function pointOf(list: RuntimeValue | undefined): readonly [RuntimeValue | undefined, RuntimeValue | undefined] {
  const [lat, lng, ...others] = membersOf(list ?? null)
  return others.length === 0 ? [lat, lng] : [undefined, undefined]
}

/** The same in PostgreSQL, of numerics; NULL where one is no point. */
export function distanceSql(lat1: SqlFragment, lng1: SqlFragment, lat2: SqlFragment, lng2: SqlFragment): SqlFragment {
  const half = (degrees: string) => `power(sin((${degrees}) * ${radians} / 2), 2)`
  const chord = `${half('b - a')} + cos(a * ${radians}) * cos(b * ${radians}) * ${half('d - c')}`
  const km = `round((${diameterKm} * asin(sqrt(least(1, ${chord}))))::numeric, 3)`
  const points = sql`SELECT (${lat1})::float8 AS a, (${lng1})::float8 AS c, (${lat2})::float8 AS b, (${lng2})::float8 AS d`
  return sql`(SELECT ${raw(km)} FROM (${points}) AS "_d" WHERE abs(a) <= 90 AND abs(b) <= 90 AND abs(c) <= 180 AND abs(d) <= 180)`
}
