import type { WireValue } from '@tessera/formula'
import type { ClientBase } from 'pg'
import { objectById } from '../catalog/catalog.js'
import type { Catalog } from '../catalog/catalog.js'
import { columnOf } from '../records/stored-fields.js'
import { searchRowOf } from '../search/entry-of-values.js'
import type { Backfill } from './backfills.js'

/**
 * Writes the search rows of the next `limit` records after an id, in id order, the bin included. The records are locked: their
 * writers write the rows of what they change themselves, before or after.
 *
 * @returns the last id and how many records; no id when none was left
 */
export async function fillSearch(
  db: ClientBase,
  catalog: Catalog,
  fill: Pick<Backfill, 'objectId'>,
  batch: { after?: string | undefined; limit?: number } = {},
): Promise<{ last: string | undefined; rows: number }> {
  const { table, search } = objectById(catalog, fill.objectId)
  if (search === undefined) return { last: undefined, rows: 0 }
  const columns = search.fields.map(({ field }, n) => `, ${columnOf(field)} AS "f${n}"`).join('')
  const { rows } = await db.query<{ id: string } & Record<string, WireValue>>(
    `SELECT id${columns} FROM ${table} WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2 FOR NO KEY UPDATE`,
    [batch.after ?? null, batch.limit ?? null],
  )
  const entries = rows.map((row) => ({
    id: row.id,
    ...searchRowOf(
      search,
      new Map(
        search.fields.map(({ field }, n) => [field.id, field.server.fromDatabase(row[`f${n}`] ?? null, field.context)]),
      ),
    ),
  }))
  await db.query(
    `INSERT INTO ${search.table} ("id", "text", "tokens")
     SELECT r."id", r."text", r."tokens" FROM jsonb_to_recordset($1::jsonb) AS r("id" uuid, "text" text, "tokens" int4[])
     ON CONFLICT ("id") DO UPDATE SET "text" = EXCLUDED."text", "tokens" = EXCLUDED."tokens"`,
    [JSON.stringify(entries)],
  )
  return { last: rows.at(-1)?.id, rows: rows.length }
}
