import { toSql } from '@tessera/formula'
import type { SqlFragment } from '@tessera/formula'
import { fieldById } from '../catalog/catalog.js'
import type { Catalog, CatalogField, CatalogObject, CatalogRollup } from '../catalog/catalog.js'
import { linkTable } from '../catalog/link-table.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { join, raw } from '../storage/statement.js'
import type { RowSource } from './rows.js'

/** One aggregate over the live children of a parent: stored by the write path, inlined by readers when it is volatile. */
export interface RollupAggregate {
  /** The aggregate, with its FILTER; nothing to aggregate gives 0 for sum and count, blank for the others. */
  readonly value: SqlFragment
  /** `FROM … JOIN …` of the live children under the alias. */
  readonly from: SqlFragment
  /** What holds the parent's id: the child's lookup, or the far end of its pairs; quoted and qualified. */
  readonly parent: string
  readonly alias: string
}

/** Builds the aggregate of a roll-up field over `source`, the rows of its child object. */
export function aggregateOf(
  catalog: Catalog,
  field: CatalogField,
  child: CatalogObject,
  source: RowSource,
): RollupAggregate {
  const rollup = field.rollup
  if (rollup === undefined) throw new Error(`${field.key} is no roll-up`)
  const operand = rollup.field === undefined ? raw('*') : source.field(fieldById(child, rollup.field))
  const filter =
    rollup.filter === undefined ? '' : join([' FILTER (WHERE ', toSql(rollup.filter, source.context, 'filter'), ')'])
  const { alias } = source
  const value = wrap(rollup, join([call(rollup, operand), filter]), field.decimals)
  const { links, column = '' } = fieldById(child, rollup.via)
  if (links === undefined) {
    const from = join([`FROM ${child.table} AS ${alias} `, source.joins()])
    return { value, from, parent: `${alias}.${quoteIdentifier(column)}`, alias }
  }
  const pairs = `${alias}_n`
  const linked = `FROM ${linkTable(catalog, links)} AS ${pairs} JOIN ${child.table} AS ${alias} ON ${alias}."id" = ${pairs}."${links.near}" `
  return { value, from: join([linked, source.joins()]), parent: `${pairs}."${links.far}"`, alias }
}

function call(rollup: CatalogRollup, operand: SqlFragment): SqlFragment {
  if (rollup.function === 'countDistinct') return join(['count(DISTINCT ', operand, ')'])
  return join([`${rollup.function}(`, operand, ')'])
}

function wrap(rollup: CatalogRollup, aggregate: SqlFragment, decimals: number | undefined): SqlFragment {
  if (rollup.function === 'sum') return join(['COALESCE(', aggregate, ', 0)'])
  if (rollup.function === 'avg') return join(['round(', aggregate, `, ${decimals ?? 10})`])
  return rollup.function === 'count' || rollup.function === 'countDistinct'
    ? join(['(', aggregate, ')::numeric'])
    : aggregate
}
