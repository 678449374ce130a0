import type { ClientBase } from 'pg'
import { fieldById, objectById } from '../catalog/catalog.js'
import type { Catalog } from '../catalog/catalog.js'
import { dayIn } from '../engine-context.js'
import { qualified, quoteIdentifier } from '../storage/identifiers.js'
import type { Backfill } from './backfills.js'

/**
 * Where a batch goes on: by the index that lists have, which holds live records only. What is in the bin is numbered by the batch
 * without it, at the end.
 */
const behind = ' AND deleted_at IS NULL AND (created_at, id) > ($2::timestamptz, $3::uuid)'

/**
 * Numbers the next `limit` records that have none, oldest first, each in the period of the day it was created. The counter
 * rows are taken in the same transaction, so that new records and old ones never get the same number.
 *
 * @param batch `after` is what an earlier batch gave as `last`: where a long table is gone on with
 */
export async function fillAutoNumbers(
  db: ClientBase,
  catalog: Catalog,
  fill: Pick<Backfill, 'objectId' | 'fieldId'>,
  { after, limit }: { readonly after?: string | undefined; readonly limit?: number } = {},
): Promise<{ readonly rows: number; readonly last: string | undefined }> {
  const object = objectById(catalog, fill.objectId)
  const field = fieldById(object, fill.fieldId)
  const { numbering } = field.server
  if (numbering === undefined || field.column === undefined) throw new Error(`${field.key} has no numbers`)
  const column = quoteIdentifier(field.column)
  const { rows } = await db.query<{ id: string; at: Date }>(
    `SELECT id, created_at AS at FROM ${object.table} WHERE ${column} IS NULL${after === undefined ? '' : behind}
     ORDER BY created_at, id LIMIT $1 FOR NO KEY UPDATE`,
    [limit ?? null, ...(after?.split(' ') ?? [])],
  )
  const periods = new Map<string, { id: string; day: string }[]>()
  for (const { id, at } of rows) {
    const day = dayIn(catalog.workspace.timeZone, at)
    const period = numbering.period(field.context.options, day)
    periods.set(period, [...(periods.get(period) ?? []), { id, day }])
  }
  for (const [period, records] of [...periods].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const taken = await db.query<{ value: string }>(
      `INSERT INTO ${qualified(catalog.workspace.schema, 'counters')} AS c (field_id, period, value) VALUES ($1, $2, $3)
       ON CONFLICT (field_id, period) DO UPDATE SET value = c.value + EXCLUDED.value RETURNING value`,
      [`${object.id}/${field.id}`, period, records.length],
    )
    const first = Number(taken.rows[0]?.value ?? records.length) - records.length + 1
    const numbers = records.map(({ day }, index) => numbering.format(field.context.options, day, first + index))
    await db.query(
      `UPDATE ${object.table} AS r SET ${column} = n.number
       FROM unnest($1::uuid[], $2::text[]) AS n(id, number) WHERE r.id = n.id`,
      [records.map(({ id }) => id), numbers],
    )
  }
  const last = rows.at(-1)
  return { rows: rows.length, last: last === undefined ? undefined : `${last.at.toISOString()} ${last.id}` }
}
