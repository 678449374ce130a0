import type { SqlFragment } from '@tessera/formula'
import type { Access } from '../access/access.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { join, raw, slot } from '../storage/statement.js'
import { keyColumns } from './keyset.js'
import { conditionsOf } from './planned-search.js'
import type { SearchConditions } from '../search/search-condition.js'
import type { PlannedSearch, SearchForm } from './planned-search.js'
import { bound } from './read-statement.js'
import { orderBy } from './sort-key.js'
import type { SortKey } from './sort-key.js'

/** `SELECT <columns> FROM … WHERE <what every row of the list meets> AND <more>`, with or without the object's own columns. */
export type FoundRows = (columns: SqlFragment, more: readonly SqlFragment[], own: boolean) => SqlFragment

/** A list that is searched. */
export interface SearchedList {
  readonly object: CatalogObject
  readonly access: Access
  /** Of the object, quoted, under `r`. */
  readonly ownColumns: string
  /** Of the list. */
  readonly order: readonly SortKey[]
  readonly rows: FoundRows
}

/** The order of a search without another: its rank, then that of the list. */
export function rankedKeys(order: readonly SortKey[]): readonly SortKey[] {
  return [{ sql: raw('0'), descending: false, nullable: false, type: 'integer' }, ...order]
}

/** `… ORDER BY … LIMIT`: a page, and one row more to know whether there is a next. */
export function firstRows(rows: SqlFragment, order: readonly SortKey[]): SqlFragment {
  return join([rows, ' ORDER BY ', join(order.map(orderBy), ', '), bound(' LIMIT ?::int + 1', slot('limit'))])
}

/** The rows of a page that are found, in the order of the list. */
export function foundPage(list: SearchedList, search: PlannedSearch, after: readonly SqlFragment[]): SqlFragment {
  const [form = 'index'] = search.forms
  const found = conditionsOf(list.object, list.access, search).found(textOrIndex(form))
  const keys = keyColumns(list.order)
  const { before, page } = rankPage(list, 'f', form, keys, [found, ...after], list.order)
  return before === undefined ? page : join(['WITH ', before, ' ', page])
}

/**
 * The rows of a page by rank: titles that begin with the first word and have the others, titles that have all words, everything
 * else that is found. Where much is found, each rank is read on its own, in the order of the list, and only if those before have not
 * filled the page: to rank everything one would have to read it.
 */
export function rankedPage(list: SearchedList, search: PlannedSearch, isFirst: boolean): SqlFragment {
  const conditions = conditionsOf(list.object, list.access, search)
  if (search.forms.every((form) => form === 'index')) return fewFound(list, conditions, isFirst)
  const ranks = [
    (by: 'index' | 'text') => [conditions.beginsTitle(by)],
    (by: 'index' | 'text') => [conditions.inTitle(by), join(['NOT ', conditions.beginsTitle('text')])],
    (by: 'index' | 'text') => [conditions.found(by), join(['NOT ', conditions.inTitle('text')])],
  ]
  const parts = ranks.flatMap((conditionsOfRank, rank) => {
    const form = search.forms[rank] ?? 'index'
    const more = [
      ...isOpen(rank),
      ...conditionsOfRank(textOrIndex(form)),
      ...(isFirst ? [] : [afterRanked(list.order, rank)]),
    ]
    const keys = join([`${rank}::int AS "k0", `, keyColumns(list.order, 1)])
    const { before, page } = rankPage(list, `f${rank}`, form, keys, more, rankedKeys(list.order))
    return [...(before === undefined ? [] : [before]), join([`t${rank} AS MATERIALIZED (`, page, ')'])]
  })
  const keys = numbered(rankedKeys(list.order))
  return firstRows(
    join(['WITH ', join(parts, ', '), ' SELECT * FROM t0 UNION ALL SELECT * FROM t1 UNION ALL SELECT * FROM t2']),
    keys,
  )
}

/** What is rare whatever its rank: all of it is read, once, and ranked. */
function fewFound(list: SearchedList, conditions: SearchConditions, isFirst: boolean): SqlFragment {
  const rank = join([
    'CASE WHEN ',
    conditions.beginsTitle('text'),
    ' THEN 0 WHEN ',
    conditions.inTitle('text'),
    ' THEN 1 ELSE 2 END AS "k0"',
  ])
  const columns = join(['r."id" AS "found", ', rank, ', ', keyColumns(list.order, 1)])
  const order = numbered(rankedKeys(list.order))
  const further = list.order[0]?.descending === true ? '<' : '>'
  const names = list.order.map((_, n) => `"k${n + 1}"`).join(', ')
  const after = isFirst
    ? ''
    : join([
        ' WHERE ',
        bound('"k0" > ?::int OR "k0" = ?::int', slot('after0'), slot('after0')),
        ` AND (${names}) ${further} (`,
        cursorValues(list.order),
        ')',
      ])
  return join([
    'WITH f AS MATERIALIZED (',
    list.rows(columns, [conditions.found('index')], false),
    ') ',
    withOwnColumns(list, join(['SELECT * FROM f', after]), order),
  ])
}

/** The first of some rows, which have the keys of an order and the id `found`, with the columns of their objects. */
function withOwnColumns(list: SearchedList, found: SqlFragment, order: readonly SortKey[]): SqlFragment {
  const columns = order.map(({ sql }) => `k.${sql.sql}`).join(', ')
  const page = join([
    `SELECT ${list.ownColumns}, ${columns} FROM (`,
    firstRows(found, order),
    `) AS k JOIN ${list.object.table} AS r ON r."id" = k."found"`,
  ])
  return firstRows(
    page,
    order.map((key) => ({ ...key, sql: raw(`k.${key.sql.sql}`) })),
  )
}

/** The values of a cursor behind its rank. */
const cursorValues = (order: readonly SortKey[]): SqlFragment =>
  join(
    order.map(({ type }, n) => bound(`?::${type}`, slot(`after${n + 1}`))),
    ', ',
  )

const textOrIndex = (form: SearchForm): 'index' | 'text' => (form === 'walk' ? 'text' : 'index')

/**
 * The first rows that meet conditions. By the index: a query of its own gives the keys of all of them, or PostgreSQL, which sees
 * that a few rows are enough, would go through the list for what may be at its end.
 *
 * @param name of that query
 * @param order the keys
 */
function rankPage(
  list: SearchedList,
  name: string,
  form: SearchForm,
  keys: SqlFragment,
  more: readonly SqlFragment[],
  order: readonly SortKey[],
): { before?: SqlFragment; page: SqlFragment } {
  if (form === 'walk') return { page: firstRows(list.rows(keys, more, true), list.order) }
  const before = join([`${name} AS MATERIALIZED (`, list.rows(join(['r."id" AS "found", ', keys]), more, false), ')'])
  return { before, page: withOwnColumns(list, raw(`SELECT * FROM ${name}`), numbered(order)) }
}

/** The keys as the columns `k0`, `k1` … of a query around. */
function numbered(order: readonly SortKey[]): readonly SortKey[] {
  return order.map((key, n) => ({ ...key, sql: raw(`"k${n}"`) }))
}

/** The ranks before have left room on the page. Asked once, not of every row. */
function isOpen(rank: number): SqlFragment[] {
  if (rank === 0) return []
  const found = Array.from({ length: rank }, (_, before) => `(SELECT count(*) FROM t${before})`).join(' + ')
  return [bound(`${found} <= ?::int`, slot('limit'))]
}

/** The row comes after the cursor: of a later rank, or of the same and later in the order of the list, which runs one way. */
function afterRanked(order: readonly SortKey[], rank: number): SqlFragment {
  const columns = join(
    order.map(({ sql }) => sql),
    ', ',
  )
  const further = order[0]?.descending === true ? '<' : '>'
  return join([
    bound(`(?::int < ${rank} OR (?::int = ${rank} AND (`, slot('after0'), slot('after0')),
    columns,
    `) ${further} (`,
    cursorValues(order),
    ')))',
  ])
}
