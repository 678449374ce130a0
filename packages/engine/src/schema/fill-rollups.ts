import type { ClientBase } from 'pg'
import { fieldById, objectById } from '../catalog/catalog.js'
import type { Catalog } from '../catalog/catalog.js'
import { recomputeRollups } from '../records/recompute-rollups.js'
import type { RuntimeValues } from '../storage/statement.js'
import type { Backfill } from './backfills.js'

export interface FillSession {
  /** Inside a transaction. */
  readonly db: ClientBase
  readonly catalog: Catalog
  readonly runtime: RuntimeValues
}

/**
 * Computes a roll-up for the next `limit` records after an id (the bin included, so that a restored record is right at
 * once), in id order. They are locked in a statement of its own: the recomputation then sees what the lock waited for.
 *
 * @returns the last id and how many records; no id when none was left
 */
export async function fillRollups(
  { db, catalog, runtime }: FillSession,
  fill: Pick<Backfill, 'objectId' | 'fieldId'>,
  batch: { after?: string | undefined; limit?: number } = {},
): Promise<{ last: string | undefined; rows: number }> {
  const object = objectById(catalog, fill.objectId)
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM ${object.table} WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2 FOR NO KEY UPDATE`,
    [batch.after ?? null, batch.limit ?? null],
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await recomputeRollups({ db, catalog, runtime }, object, ids, [fieldById(object, fill.fieldId)])
  return { last: ids.at(-1), rows: ids.length }
}
