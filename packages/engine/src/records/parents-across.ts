import { AppError } from '@tessera/metadata'
import type { SqlFragment } from '@tessera/formula'
import { definerAccess } from '../access/access.js'
import { fieldById, objectById } from '../catalog/catalog.js'
import type { Catalog, Relation } from '../catalog/catalog.js'
import { linkTable } from '../catalog/link-table.js'
import { rowSource } from '../sql/row-source.js'
import { execute, join, raw, slot, toStatement } from '../storage/statement.js'
import type { Feed } from './feeds.js'
import { columnOf } from './stored-fields.js'
import type { WriteSession } from './write-session.js'

/** A roll-up whose inputs cross a lookup propagates in the transaction up to this many parents (decisions, section 1). */
const fanOutLimit = 20_000

/** Parents of the children that reach one of `ids` over lookups and links. Errors: write.fan-out. */
export async function parentsAcross(
  session: WriteSession,
  feed: Feed,
  over: readonly Relation[],
  ids: readonly string[],
): Promise<string[]> {
  const child = objectById(session.catalog, feed.child)
  const source = rowSource(session.catalog, child, 'c', definerAccess)
  const viaField = fieldById(child, feed.via)
  const via = source.field(viaField)
  const wanted = join(['(', raw('?::uuid[]', [slot('ids') as never]), ')'])
  const statement = toStatement(
    join([
      'SELECT DISTINCT ',
      ...(viaField.links === undefined ? [via] : ['unnest(', via, ')']),
      ` AS id FROM ${child.table} AS c `,
      source.joins(),
      ' WHERE c.deleted_at IS NULL AND c.id IN (',
      reaching(session.catalog, over, wanted),
      ') AND ',
      via,
      ` IS NOT NULL LIMIT ${fanOutLimit + 1}`,
    ]),
  )
  const { rows } = await execute<{ id: string }>(session.db, statement, session.runtime, { ids })
  if (rows.length > fanOutLimit) throw new AppError('write.fan-out', { rows: rows.length, limit: fanOutLimit })
  return rows.map((row) => row.id)
}

/**
 * Ids of the records that reach `wanted` step by step, found from the far end: each step has an index of its own. A live
 * record looks up live ones; pairs of those in the bin are computed anew in vain.
 */
function reaching(catalog: Catalog, over: readonly Relation[], wanted: SqlFragment): SqlFragment {
  return over.reduceRight<SqlFragment>((far, step, index) => {
    const object = objectById(catalog, step.object)
    const field = fieldById(object, step.field)
    const among = index === over.length - 1 ? join(['= ANY', far]) : join(['IN (', far, ')'])
    const { links } = field
    return links === undefined
      ? join([
          `SELECT s${index}.id FROM ${object.table} AS s${index} WHERE s${index}.deleted_at IS NULL AND s${index}.${columnOf(field)} `,
          among,
        ])
      : join([
          `SELECT s${index}."${links.near}" FROM ${linkTable(catalog, links)} AS s${index} WHERE s${index}."${links.far}" `,
          among,
        ])
  }, wanted)
}
