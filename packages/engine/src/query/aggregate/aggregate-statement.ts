import type { AggregateQuery } from '@tessera/metadata'
import { makeFieldProblem, nearest } from '@tessera/metadata'
import type { SqlFragment } from '@tessera/formula'
import type { Access } from '../../access/access.js'
import { objectById } from '../../catalog/catalog.js'
import type { Catalog, CatalogObject } from '../../catalog/catalog.js'
import { jsonOfType, plainJson } from '../../sql/json-value.js'
import { rowSource } from '../../sql/row-source.js'
import { textCollation } from '../../sql/text-collation.js'
import { join, slot, toStatement } from '../../storage/statement.js'
import type { Statement } from '../../storage/statement.js'
import { filterRule } from '../filter-rule.js'
import { filterCondition } from '../filter-condition.js'
import { bound, revisionColumn } from '../read-statement.js'
import { anyReferenceJson, referenceJson } from '../record-json.js'
import { badSort, invalidParameter } from '../refuse-query.js'
import { orderBy } from '../sort-key.js'
import { aggregateColumns } from './aggregate-columns.js'
import type { AggregateColumn, AggregateWorld } from './aggregate-columns.js'
import { havingCondition } from './having-condition.js'

const mostKeys = 5

/**
 * An aggregate as one row: { revision, rows: '{…},{…}' }. Unnamed. From the inside: groups with their measures; `having`,
 * order and limit over them; titles of lookups and JSON for what is left. Slot: `limit`.
 */
export function aggregateStatement(
  catalog: Catalog,
  object: CatalogObject,
  access: Access,
  query: AggregateQuery,
): Statement {
  const world: AggregateWorld = { catalog, access, object, source: rowSource(catalog, object, 'r', access) }
  const { groups, measures } = aggregateColumns(world, query)
  const columns = [...groups, ...measures]
  const where = [bound('r."deleted_at" IS NULL'), filterRule(catalog, access, object, 'r', query.filter)]
  if (query.filter !== undefined)
    where.push(join(['(', filterCondition(catalog, access, object, world.source, query.filter), ')']))
  const grouped = join([
    'SELECT ',
    join(
      columns.map(({ sql, column }) => join([sql, ` AS "${column}"`])),
      ', ',
    ),
    ` FROM ${object.table} AS r `,
    world.source.joins(),
    ' WHERE ',
    join(where, ' AND '),
    groups.length === 0 ? '' : ` GROUP BY ${groups.map((_, index) => index + 1).join(', ')}`,
  ])
  const outer = rowSource(catalog, object, 'a', access)
  const having =
    query.having === undefined ? '' : join([' WHERE ', havingCondition(world, columns, outer.context, query.having)])
  const order = join(groupOrder(world, columns, groups, query.sort), ', ')
  const limited = join([
    'SELECT a.* FROM (',
    grouped,
    ') AS a',
    having,
    ' ORDER BY ',
    order,
    bound(' LIMIT ?::int', slot('limit')),
  ])
  return toStatement(
    join([
      `SELECT ${revisionColumn(catalog)}, string_agg(json_build_object(`,
      join(
        columns.flatMap((column) => [bound('?::text', column.name), valueOf(world, column)]),
        ', ',
      ),
      `)::text, ',' ORDER BY a."n") AS "rows" FROM (SELECT row_number() OVER () AS "n", a.* FROM (`,
      limited,
      ') AS a) AS a',
    ]),
  )
}

/** A group or measure in wire form; a lookup with its title, read for the groups of the answer only. */
function valueOf(world: AggregateWorld, column: AggregateColumn): SqlFragment {
  const value = join([`a."${column.column}"`])
  if (column.type.kind === 'anyRecord') {
    const found = column.type.targets.map(({ object }) => ({ object, id: value }))
    return anyReferenceJson(world.catalog, world.access, 'l', found)
  }
  if (isRecord(column)) return referenceJson(world.catalog, world.access, 'l', recordOf(column), value)
  return column.field === undefined ? jsonOfType(column.type, value) : plainJson(column.field, value)
}

/** `id` holds the record itself and stays an id. */
const isRecord = (column: AggregateColumn): boolean => column.type.kind === 'record' && column.field?.key !== 'id'

const recordOf = (column: AggregateColumn): string => (column.type.kind === 'record' ? column.type.object : '')

function titleOf(world: AggregateWorld, column: AggregateColumn): SqlFragment {
  const source = rowSource(world.catalog, objectById(world.catalog, recordOf(column)), 'a', world.access)
  return source.context.title(recordOf(column), join([`a."${column.column}"`]))
}

/**
 * What `sort` names, `-` for descending, blanks last; then, or without it, the groups in their order, so that the answer is
 * always the same. Lookups sort by title when they are named, options in their order.
 */
function groupOrder(
  world: AggregateWorld,
  columns: readonly AggregateColumn[],
  groups: readonly AggregateColumn[],
  sort: readonly string[] | undefined,
): readonly SqlFragment[] {
  if (sort !== undefined && (sort.length === 0 || sort.length > mostKeys))
    throw invalidParameter('sort', `1–${mostKeys}`)
  const named = (sort ?? groups.map(({ name }) => name)).map((name) => {
    const descending = name.startsWith('-')
    const key = descending ? name.slice(1) : name
    const column = columns.find((candidate) => candidate.name === key)
    if (column === undefined) {
      const proposal = nearest(
        key,
        columns.map((candidate) => candidate.name),
      )
      throw badSort(name, makeFieldProblem('sort', 'field.unknown', { key, didYouMean: proposal }))
    }
    return orderBy({ sql: rankOf(world, column), descending, nullable: true })
  })
  return [...named, ...(groups.length === 0 ? [join(['1'])] : groups.map(({ column }) => join([`a."${column}"`])))]
}

function rankOf(world: AggregateWorld, column: AggregateColumn): SqlFragment {
  const value = join([`a."${column.column}"`])
  if (isRecord(column)) return join(['(', titleOf(world, column), `) ${textCollation}`])
  if (column.type.kind === 'option' && column.field !== undefined) {
    return column.field.server.sortSql(value.sql, column.field.context)
  }
  return column.type.kind === 'text' ? join([value, ` ${textCollation}`]) : value
}
