import type { Actor, Catalog, Engine } from '@tessera/engine'
import { localizeFieldProblem, type RunEntry } from '@tessera/metadata'
import type { FullRunRow } from '../queue/run-row.js'

/** Columns of a row of `runs` that lists show. */
export const entryColumns = `id, workflow_id, version, object_id, record_id, record_version, node, attempt, depth, by_id, started_at,
  state, due_at, finished_at, error`

export type EntryRow = Omit<FullRunRow, 'before' | 'after' | 'outputs'>

/** Rows as lists show them, with today's titles of their records as the actor may read them. */
export async function toEntries(
  engine: Engine,
  actor: Actor,
  catalog: Catalog,
  rows: readonly EntryRow[],
): Promise<RunEntry[]> {
  const titles = await readTitles(engine, actor, catalog, rows)
  return rows.map((row) => {
    const object = row.object_id === null ? undefined : catalog.objects.get(row.object_id)
    const isOver = row.finished_at !== null
    return {
      id: row.id,
      workflow: catalog.documents.get(row.workflow_id)?.key ?? row.workflow_id,
      version: row.version,
      state: row.state,
      ...(object === undefined || row.record_id === null
        ? {}
        : { record: { object: object.key, id: row.record_id, title: titles.get(row.record_id) ?? null } }),
      ...(isOver || row.node === null ? {} : { node: row.node }),
      startedAt: row.started_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
      ...(row.state === 'waiting' ? { dueAt: row.due_at?.toISOString() ?? null } : {}),
      ...(row.error === null ? {} : { error: localizeFieldProblem(row.error, actor.locale) }),
    }
  })
}

/** Today's titles by record id; records that are gone or not visible are absent. */
async function readTitles(
  engine: Engine,
  actor: Actor,
  catalog: Catalog,
  rows: readonly EntryRow[],
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>()
  for (const id of new Set(rows.flatMap(({ object_id }) => object_id ?? []))) {
    const object = catalog.objects.get(id)
    const records = [...new Set(rows.flatMap((row) => (row.object_id === id ? (row.record_id ?? []) : [])))]
    if (object === undefined || records.length === 0) continue
    const { key } = object.titleField
    const page = await engine.records.query(actor, object.key, {
      fields: [key],
      filter: `id in [${records.map((record) => `"${record}"`).join(', ')}]`,
      limit: records.length,
    })
    for (const record of JSON.parse(page.recordsJson) as readonly Readonly<Record<string, unknown>>[]) {
      const title = record[key]
      if (title !== null && title !== undefined) titles.set(String(record.id), titleText(title))
    }
  }
  return titles
}

function titleText(title: unknown): string {
  return typeof title === 'object' && title !== null && 'title' in title ? String(title.title) : String(title)
}
