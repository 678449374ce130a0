import type { Catalog } from '../../catalog/catalog.js'
import { qualified } from '../../storage/identifiers.js'
import type { Queryable } from '../../storage/statement.js'

/**
 * The records of an object that were written since a position, and the position to ask from next time. A position is the oldest
 * transaction that was still running then: what it and later ones write has not been seen yet, and may be named twice.
 */
export async function writtenSince(
  db: Queryable,
  { workspace }: Catalog,
  objectId: string,
  since: string,
): Promise<{ readonly ids: readonly string[]; readonly next: string }> {
  const { rows } = await db.query<{ ids: string[]; next: string }>(
    `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS next,
       ARRAY(SELECT DISTINCT e.record_id FROM ${qualified(workspace.schema, 'events')} AS e
             WHERE e.txid >= $2::text::xid8 AND e.object_id = $1) AS ids`,
    [objectId, since],
  )
  const [row] = rows as [{ ids: string[]; next: string }]
  return row
}
