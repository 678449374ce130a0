import type { Catalog } from '../../catalog/catalog.js'
import { qualified } from '../../storage/identifiers.js'
import type { Queryable } from '../../storage/statement.js'

/** How many sample records of each template are still there, by its key; those in the bin do not count. */
export async function countSample(db: Queryable, catalog: Catalog): Promise<ReadonlyMap<string, number>> {
  const notes = qualified(catalog.workspace.schema, 'sample_records')
  const { rows: noted } = await db.query<{ object: string }>(`SELECT DISTINCT object_id AS object FROM ${notes}`)
  const counts = new Map<string, number>()
  for (const { object } of noted) {
    const table = catalog.objects.get(object)?.table
    if (table === undefined || table === '') continue
    const { rows } = await db.query<{ template: string; count: string }>(
      `SELECT template, count(*) AS count FROM ${notes} AS s JOIN ${table} AS t ON t.id = s.record_id AND t.deleted_at IS NULL
       WHERE s.object_id = $1 GROUP BY template`,
      [object],
    )
    for (const { template, count } of rows) counts.set(template, (counts.get(template) ?? 0) + Number(count))
  }
  return counts
}
