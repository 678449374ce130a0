import type { ClientBase } from 'pg'
import { fieldById, objectById } from '../catalog/catalog.js'
import type { Catalog } from '../catalog/catalog.js'
import { columnOf } from '../records/stored-fields.js'
import { qualified } from '../storage/identifiers.js'
import type { Backfill } from './backfills.js'

/**
 * Writes since when the next `limit` records after an id are in their stage, in id order, the bin included: the last change of the
 * stage that history knows, else when the record was made. A record without a stage has none.
 *
 * @returns the last id and how many records; no id when none was left
 */
export async function fillSince(
  db: ClientBase,
  catalog: Catalog,
  fill: Pick<Backfill, 'objectId' | 'fieldId'>,
  batch: { after?: string | undefined; limit?: number } = {},
): Promise<{ last: string | undefined; rows: number }> {
  const object = objectById(catalog, fill.objectId)
  const since = fieldById(object, fill.fieldId)
  const stage = object.stages.find((set) => set.since === since)?.field
  if (stage === undefined) return { last: undefined, rows: 0 }
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM ${object.table} WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2 FOR NO KEY UPDATE`,
    [batch.after ?? null, batch.limit ?? null],
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0)
    await db.query(
      `UPDATE ${object.table} AS r SET ${columnOf(since)} = CASE WHEN r.${columnOf(stage)} IS NOT NULL THEN COALESCE(
         (SELECT max(h.at) FROM ${qualified(catalog.workspace.schema, 'history')} AS h
          WHERE h.record_id = r.id AND h.object_id = $2 AND h.changes @> $3::jsonb), r.created_at) END
       WHERE r.id = ANY($1::uuid[])`,
      [ids, object.id, JSON.stringify([{ field: stage.id }])],
    )
  return { last: ids.at(-1), rows: ids.length }
}
