import { sql } from '../sql/fragment.js'
import type { SqlFragment } from '../types/sql-fragment.js'
import { defineFunction } from './define-function.js'
import { distanceKm, distanceSql, pointOf } from './support/distance.js'

export const distance = defineFunction({
  name: 'DISTANCE',
  group: 'number',
  doc: {
    'zh-CN':
      '两地之间沿地表的公里数，精确到米。位置是「纬度, 经度」两个数的列表，如位置字段；另一地可写成位置，或分别写纬度和经度。',
    en: 'Kilometres between two places along the surface, to the metre. A place is a list of latitude and longitude, as a location field is; the other may be a place too, or its latitude and longitude.',
  },
  overloads: [
    { args: ['list of number', 'number', 'number'], gives: 'number' },
    { args: ['list of number', 'list of number'], gives: 'number' },
  ],
  evaluate: ([place, lat, lng], _env, [, type]) =>
    distanceKm(pointOf(place), type?.kind === 'list' ? pointOf(lat) : [lat, lng]),
  sql: ([place, lat, lng]) => {
    const [lat1, lng1] = pointSql(place!)
    const [lat2, lng2] = lng === undefined ? pointSql(lat!) : [lat!, lng]
    return distanceSql(lat1, lng1, lat2, lng2)
  },
  examples: [
    { text: 'DISTANCE([31.23, 121.47], 39.9, 116.4)', gives: 1067.079 },
    { text: 'DISTANCE([31.23, 121.47], [31.23, 121.47])', gives: 0 },
    { text: 'DISTANCE([0, 0], 0, 180)', gives: 20015.114 },
    { text: 'DISTANCE([91, 0], 0, 0)', gives: null },
    { text: 'DISTANCE([31.23], 39.9, 116.4)', gives: null },
    { text: 'DISTANCE([31.23, 121.47], blank, 116.4)', gives: null },
  ],
})

/** The numbers of a list that is a point; NULL of any other. */
function pointSql(list: SqlFragment): readonly [SqlFragment, SqlFragment] {
  const part = (at: SqlFragment) => sql`CASE cardinality(${list}) WHEN 2 THEN (${list})[${at}] END`
  return [part(sql`1`), part(sql`2`)]
}
