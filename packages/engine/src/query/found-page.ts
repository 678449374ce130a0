import type { SqlFragment } from '@tessera/formula'
import type { Access } from '../access/access.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { join, raw, slot } from '../storage/statement.js'
import { keyColumns } from './keyset.js'
import { conditionsOf } from './planned-search.js'
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

/** The rows of a page that are found, in an order that was asked for: where many are, PostgreSQL knows what is best. */
export function foundPage(list: SearchedList, search: PlannedSearch, after: readonly SqlFragment[]): SqlFragment {
  const [form = 'index'] = search.forms
  const found = conditionsOf(list.object, list.access, search).found('index')
  const keys = keyColumns(list.order)
  const { before, page } = rankPage(list, 'f', form, keys, [found, ...after], 0)
  return before === undefined ? page : join(['WITH ', before, ' ', page])
}

/**
 * The rows of a page by rank: titles that begin with the first word and have the others, titles that have all words, everything
 * else that is found. Each rank is read on its own, in the order of the list, and only if those before have not filled the page: to
 * rank everything that is found one would have to read it.
 */
export function rankedPage(list: SearchedList, search: PlannedSearch, isFirst: boolean): SqlFragment {
  const conditions = conditionsOf(list.object, list.access, search)
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
    const { before, page } = rankPage(list, `f${rank}`, form, keys, more, 1)
    return [...(before === undefined ? [] : [before]), join([`t${rank} AS MATERIALIZED (`, page, ')'])]
  })
  const keys = numbered(rankedKeys(list.order), 0)
  return firstRows(
    join(['WITH ', join(parts, ', '), ' SELECT * FROM t0 UNION ALL SELECT * FROM t1 UNION ALL SELECT * FROM t2']),
    keys,
  )
}

const textOrIndex = (form: SearchForm): 'index' | 'text' => (form === 'walk' ? 'text' : 'index')

/**
 * The first rows that meet conditions. By the index: a query of its own gives the keys of all of them, or PostgreSQL, which sees
 * that a few rows are enough, would go through the list for what may be at its end.
 *
 * @param name of that query
 * @param first number of the first key of the list
 */
function rankPage(
  list: SearchedList,
  name: string,
  form: SearchForm,
  keys: SqlFragment,
  more: readonly SqlFragment[],
  first: number,
): { before?: SqlFragment; page: SqlFragment } {
  if (form === 'walk') return { page: firstRows(list.rows(keys, more, true), list.order) }
  const before = join([`${name} AS MATERIALIZED (`, list.rows(join(['r."id" AS "found", ', keys]), more, false), ')'])
  const inOrder = firstRows(raw(`SELECT * FROM ${name}`), numbered(list.order, first))
  const columns = Array.from({ length: list.order.length + first }, (_, n) => `k."k${n}"`).join(', ')
  const page = join([
    `SELECT ${list.ownColumns}, ${columns} FROM (`,
    inOrder,
    `) AS k JOIN ${list.object.table} AS r ON r."id" = k."found"`,
  ])
  return { before, page: firstRows(page, numbered(list.order, first, 'k.')) }
}

/** The keys as the columns `k<first>` … of a query around. */
function numbered(order: readonly SortKey[], first: number, alias = ''): readonly SortKey[] {
  return order.map((key, n) => ({ ...key, sql: raw(`${alias}"k${first + n}"`) }))
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
  const values = join(
    order.map(({ type }, n) => bound(`?::${type}`, slot(`after${n + 1}`))),
    ', ',
  )
  const further = order[0]?.descending === true ? '<' : '>'
  return join([
    bound(`(?::int < ${rank} OR (?::int = ${rank} AND (`, slot('after0'), slot('after0')),
    columns,
    `) ${further} (`,
    values,
    ')))',
  ])
}
