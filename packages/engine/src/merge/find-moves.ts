import { AppError } from '@tessera/metadata'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { references } from '../records/leaving.js'
import { columnOf } from '../records/stored-fields.js'
import type { WriteSession } from '../records/write-session.js'
import type { MergedIds } from './merge-request.js'

/** So many records move in one transaction. */
const mostMoves = 20_000

/** A record that points to one that is merged. */
export interface Move {
  readonly child: CatalogObject
  readonly lookup: CatalogField
  readonly id: string
  /** The merged record it points to. */
  readonly was: string
  readonly inBin: boolean
}

/** Every record, the bin included, whose lookup points to a merged one; the merged ones and the one that stays are no part of it. */
export async function findMoves(
  session: WriteSession,
  object: CatalogObject,
  ids: MergedIds,
): Promise<readonly Move[]> {
  const own = [ids.keep, ...ids.merge]
  const moves: Move[] = []
  for (const { child, lookup } of references(session, object)) {
    const column = columnOf(lookup)
    const { rows } = await session.db.query<{ id: string; was: string; inBin: boolean }>(
      `SELECT id, ${column} AS was, deleted_at IS NOT NULL AS "inBin" FROM ${child.table}
       WHERE ${column} = ANY($1::uuid[]) AND NOT ($2 AND id = ANY($3::uuid[])) ORDER BY id LIMIT ${mostMoves + 1}`,
      [ids.merge, child.id === object.id, own],
    )
    moves.push(...rows.map((row) => ({ child, lookup, ...row })))
    if (moves.length > mostMoves) throw new AppError('write.fan-out', { rows: moves.length, limit: mostMoves })
  }
  return moves
}
