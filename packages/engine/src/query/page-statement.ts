import type { SqlFragment } from '@tessera/formula'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { rowSource } from '../sql/row-source.js'
import type { RowSource } from '../sql/rows.js'
import { withMembers } from '../catalog/with-members.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { join, slot, toStatement } from '../storage/statement.js'
import type { Statement } from '../storage/statement.js'
import { filterRule } from './filter-rule.js'
import { filterCondition } from './filter-condition.js'
import { afterCursor, keyColumns, keyValuesJson } from './keyset.js'
import type { KeyValues } from './keyset.js'
import { bound, revisionColumn } from './read-statement.js'
import { jsonRow, recordColumns } from './record-json.js'
import { searchCondition, searchJoin } from './planned-search.js'
import { sampleConditions, sampleCounts, sampleSize } from './search-sample.js'
import type { PlannedSearch } from './planned-search.js'
import { firstRows, foundPage, rankedKeys, rankedPage } from './found-page.js'
import type { FoundRows } from './found-page.js'
import { ownValues, selectFields } from './selection.js'
import type { Selection } from './selection.js'
import { sortOrder } from './sort-order.js'

/** What decides the text of a page's statement; values (limit, words, cursor) come as slots. */
export interface PageShape {
  readonly fields: readonly string[] | undefined
  readonly filter: string | undefined
  readonly sort: readonly string[] | undefined
  readonly search: PlannedSearch | undefined
  /** Values of the cursor: which of them are blank decides the text. Undefined for the first page. */
  readonly after: KeyValues | undefined
}

/**
 * One page of records as one row: { revision, found, records, cursor }. Unnamed, so that PostgreSQL plans with the values.
 *
 * From the inside: the page (filter, order, one row more than asked for, to know whether there is a next page), its rows
 * numbered, then for these few rows alone the titles of lookups, computed fields and JSON. `records` has no brackets; `cursor` is the
 * key values of the last record.
 *
 * @param shown the access that columns are read with, where it shows less than the one that finds the rows
 */
export function pageStatement(
  catalog: Catalog,
  object: CatalogObject,
  access: Access,
  shape: PageShape,
  shown = access,
): Statement {
  const inner = rowSource(catalog, object, 'r', access)
  const ranked = shape.search?.ranked === true && shape.sort === undefined ? shape.search : undefined
  const order = sortOrder(catalog, access, object, inner, shape.sort)
  const keys = ranked === undefined ? order : rankedKeys(order)
  const conditions = rowConditions(catalog, object, access, inner, shape, shape.search?.plans === undefined)
  const rows: FoundRows = (columns, more, own) =>
    join([
      'SELECT ',
      ...(own ? [ownColumns(object), ', '] : []),
      columns,
      ` FROM ${object.table} AS r ${searchJoin(object, shape.search)}`,
      inner.joins(),
      ' WHERE ',
      join([...conditions, ...more], ' AND '),
    ])
  const after = shape.after === undefined ? [] : [afterCursor(order, shape.after)]
  const whole = { object, access, ownColumns: ownColumns(object), order, rows }
  const page =
    ranked !== undefined
      ? rankedPage(whole, ranked, shape.after === undefined)
      : shape.search?.plans === undefined
        ? firstRows(rows(keyColumns(keys), after, true), order)
        : foundPage(whole, shape.search, after)
  const outer = rowSource(catalog, object, 'r', shown)
  const selection: Selection =
    shape.fields === undefined ? ownValues(object, shown) : selectFields(catalog, shown, object, shape.fields)
  const columns = recordColumns(catalog, shown, outer, selection)
  return toStatement(
    join([
      `SELECT ${revisionColumn(catalog)}, count(*)::int AS "found", `,
      bound(
        `string_agg(row_to_json(${jsonRow})::text, ',' ORDER BY r."n") FILTER (WHERE r."n" <= ?::int) AS "records", `,
        slot('limit'),
      ),
      bound(`max(CASE WHEN r."n" = ?::int THEN ${keyValuesJson(keys, 'r')} END) AS "cursor" `, slot('limit')),
      'FROM (SELECT row_number() OVER () AS "n", p.* FROM (',
      page,
      ') AS p) AS r ',
      outer.joins(),
      ' CROSS JOIN LATERAL (SELECT ',
      columns,
      `) AS ${jsonRow}`,
    ]),
  )
}

/** Counts what the pages of a shape hold together: `count(*)` with its revision, or the bare rows for EXPLAIN. */
export function countStatement(
  catalog: Catalog,
  object: CatalogObject,
  access: Access,
  shape: PageShape,
  how: 'exact' | 'estimate',
): Statement {
  const source = rowSource(catalog, object, 'r', access)
  const conditions = rowConditions(catalog, object, access, source, shape, true)
  const select =
    how === 'exact' ? `SELECT ${revisionColumn(catalog)}, count(*) AS "count"` : 'EXPLAIN (FORMAT JSON) SELECT 1'
  return toStatement(
    join([
      `${select} FROM ${object.table} AS r ${searchJoin(object, shape.search)}`,
      source.joins(),
      ' WHERE ',
      join(conditions, ' AND '),
    ]),
  )
}

/**
 * Which records take part: live, visible, matching.
 *
 * @param searches false: what is searched for is asked elsewhere
 */
function rowConditions(
  catalog: Catalog,
  object: CatalogObject,
  access: Access,
  source: RowSource,
  shape: PageShape,
  searches: boolean,
): SqlFragment[] {
  const conditions = [bound('r."deleted_at" IS NULL'), filterRule(catalog, access, object, 'r', shape.filter)]
  if (shape.filter !== undefined)
    conditions.push(join(['(', filterCondition(catalog, access, object, source, shape.filter), ')']))
  if (shape.search !== undefined && searches) conditions.push(searchCondition(object, access, source, shape.search))
  return conditions
}

/**
 * How many of the newest records are found, by rank: `first`, `second`, `third` (all in `third` when there are no ranks). It tells
 * whether the next ones are found sooner by going on like this or by the index.
 */
export function sampleStatement(
  catalog: Catalog,
  object: CatalogObject,
  access: Access,
  shape: PageShape,
  search: PlannedSearch,
): Statement {
  const source = rowSource(catalog, object, 'r', access)
  const conditions = [
    ...rowConditions(catalog, object, access, source, shape, false),
    ...sampleConditions(object, access, search),
  ]
  return toStatement(
    join([
      `SELECT ${revisionColumn(catalog)}, `,
      sampleCounts(object, access, search),
      ` FROM (SELECT * FROM ${object.table} WHERE "deleted_at" IS NULL ORDER BY "created_at" DESC, "id" DESC LIMIT ${sampleSize}) AS r `,
      searchJoin(object, search),
      source.joins(),
      ' WHERE ',
      join(conditions, ' AND '),
    ]),
  )
}

/** Every column of the object's own, so that the page is read once and what is shown is computed on its rows alone. */
function ownColumns(object: CatalogObject): string {
  return withMembers(object.fields)
    .flatMap((field) => (field.column === undefined ? [] : [`r.${quoteIdentifier(field.column)}`]))
    .join(', ')
}
