import type { Catalog } from '../../catalog/catalog.js'
import { qualified } from '../../storage/identifiers.js'
import type { Queryable } from '../../storage/statement.js'

/** Sample records of a template that are still there, by the key of their object. */
export type SampleCounts = ReadonlyMap<string, number>

/** How many sample records of each template are still there, by its key; those in the bin do not count. */
export async function countSample(db: Queryable, catalog: Catalog): Promise<ReadonlyMap<string, SampleCounts>> {
  const notes = qualified(catalog.workspace.schema, 'sample_records')
  const { rows: noted } = await db.query<{ object: string }>(`SELECT DISTINCT object_id AS object FROM ${notes}`)
  const counts = new Map<string, Map<string, number>>()
  for (const { object } of noted) {
    const { table, key } = catalog.objects.get(object) ?? {}
    if (table === undefined || table === '' || key === undefined) continue
    const { rows } = await db.query<{ template: string; count: string }>(
      `SELECT template, count(*) AS count FROM ${notes} AS s JOIN ${table} AS t ON t.id = s.record_id AND t.deleted_at IS NULL
       WHERE s.object_id = $1 GROUP BY template`,
      [object],
    )
    for (const { template, count } of rows) {
      const own = counts.get(template) ?? new Map<string, number>()
      counts.set(template, own.set(key, Number(count)))
    }
  }
  return new Map([...counts].map(([template, own]) => [template, new Map([...own].sort(byKey))]))
}

const byKey = ([a]: readonly [string, number], [b]: readonly [string, number]): number => (a < b ? -1 : 1)

/** All of a template's; none is zero. */
export const sumOfSample = (counts: SampleCounts | undefined): number =>
  [...(counts?.values() ?? [])].reduce((sum, count) => sum + count, 0)
