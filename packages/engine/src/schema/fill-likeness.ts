import type { ClientBase } from 'pg'
import { objectById } from '../catalog/catalog.js'
import type { Catalog } from '../catalog/catalog.js'
import { comparedFields } from '../duplicates/compared-fields.js'
import { matchTokens } from '../duplicates/match-tokens.js'
import { columnOf } from '../records/stored-fields.js'
import type { Backfill } from './backfills.js'

/**
 * Writes by what likely duplicates are found, for the next `limit` records after an id, in id order; those in the bin have nothing of it. As of
 * `fillSearch`, the records are locked.
 *
 * @returns the last id and how many records; no id when none was left
 */
export async function fillLikeness(
  db: ClientBase,
  catalog: Catalog,
  fill: Pick<Backfill, 'objectId'>,
  batch: { after?: string | undefined; limit?: number } = {},
): Promise<{ last: string | undefined; rows: number }> {
  const object = objectById(catalog, fill.objectId)
  if (object.likeness === undefined) return { last: undefined, rows: 0 }
  const fields = comparedFields(object)
  const columns = fields.map((field, n) => `, ${columnOf(field)} AS "f${n}"`).join('')
  const { rows } = await db.query<{ id: string } & Record<string, unknown>>(
    `SELECT id, deleted_at IS NOT NULL AS "inBin"${columns} FROM ${object.table} WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2 FOR NO KEY UPDATE`,
    [batch.after ?? null, batch.limit ?? null],
  )
  const entries = rows.map((row) => {
    const values = new Map(
      fields.map((field, n) => [field.id, field.server.fromDatabase((row[`f${n}`] ?? null) as never, field.context)]),
    )
    const tokens = row['inBin'] === true ? [] : matchTokens(object.duplicates, (id) => values.get(id))
    return { id: row.id, tokens: `{${tokens.join()}}` }
  })
  await db.query(
    `INSERT INTO ${object.likeness.table} ("id", "text", "tokens")
     SELECT r."id", '', r."tokens" FROM jsonb_to_recordset($1::jsonb) AS r("id" uuid, "tokens" int4[])
     ON CONFLICT ("id") DO UPDATE SET "tokens" = EXCLUDED."tokens"`,
    [JSON.stringify(entries)],
  )
  return { last: rows.at(-1)?.id, rows: rows.length }
}
