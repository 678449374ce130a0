import type { SqlFragment } from '@tessera/formula'
import type { Access } from '../access/access.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { join } from '../storage/statement.js'
import { conditionsOf } from './planned-search.js'
import type { PlannedSearch, SearchForm } from './planned-search.js'

/** So many of the newest records are looked at: 5 ms. */
export const sampleSize = 2_000

/**
 * From so many found among them on, a page is found within some ten thousand records. Where fewer are, the index has some
 * thousands to look at, if records of all ages are alike.
 */
const oftenEnough = 8

/** In an order that was asked for, a page is found by walking only where an index has that order; else everything is read and sorted. */
const oftenEnoughToSort = 200

/** What a sample counts. */
export interface SampleRow {
  readonly revision: number
  readonly first: number
  readonly second: number
  readonly third: number
}

/** The conditions of what is counted. */
export function sampleConditions(object: CatalogObject, access: Access, search: PlannedSearch): SqlFragment[] {
  return [conditionsOf(object, access, search).found('text')]
}

/** The columns of `SampleRow`. */
export function sampleCounts(object: CatalogObject, access: Access, search: PlannedSearch): SqlFragment {
  if (!search.ranked) return join(['0 AS "first", 0 AS "second", count(*)::int AS "third"'])
  const conditions = conditionsOf(object, access, search)
  const [begins, inTitle] = [conditions.beginsTitle('text'), conditions.inTitle('text')]
  return join([
    'count(*) FILTER (WHERE ',
    begins,
    ')::int AS "first", count(*) FILTER (WHERE ',
    inTitle,
    ' AND NOT ',
    begins,
    ')::int AS "second", count(*) FILTER (WHERE NOT ',
    inTitle,
    ')::int AS "third"',
  ])
}

/**
 * The forms that a sample speaks for.
 *
 * @param isSorted an order was asked for
 */
export function formsOf(
  { ranked }: PlannedSearch,
  { first, second, third }: SampleRow,
  isSorted: boolean,
): readonly SearchForm[] {
  const form = (count: number): SearchForm => (count >= (isSorted ? oftenEnoughToSort : oftenEnough) ? 'walk' : 'index')
  return ranked ? [form(first), form(second), form(third)] : [form(third)]
}
