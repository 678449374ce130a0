import type { HistoryMerge } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { readTitles } from '../query/read-titles.js'
import type { Queryable, RuntimeValues } from '../storage/statement.js'
import { workspaceTable } from '../storage/workspace-table.js'

/** Where merges are read. */
export interface MergesWorld {
  readonly db: Queryable
  readonly catalog: Catalog
  readonly object: CatalogObject
  readonly access: Access
  readonly runtime: RuntimeValues
}

interface Row {
  readonly version: number
  readonly id: string
  readonly kept: string
  readonly merged: readonly string[]
  readonly undoneAt: Date | null
}

/** What the history entries `merge` of a record tell of, by the version they made. */
export async function readMerges(
  { db, catalog, object, access, runtime }: MergesWorld,
  record: string,
  versions: readonly number[],
): Promise<ReadonlyMap<number, HistoryMerge>> {
  if (versions.length === 0) return new Map()
  const { key } = catalog.workspace
  const { rows } = await db.query<Row>(
    `SELECT p.version, m.id, m.kept_id AS kept, m.undone_at AS "undoneAt",
       ARRAY(SELECT q.record_id FROM ${workspaceTable(key, 'merge_parts')} AS q
         WHERE q.merge_id = m.id AND q.part = 'merged' ORDER BY q.record_id) AS merged
     FROM ${workspaceTable(key, 'merge_parts')} AS p JOIN ${workspaceTable(key, 'merges')} AS m ON m.id = p.merge_id
     WHERE p.record_id = $1 AND p.part IN ('kept', 'merged') AND p.version = ANY($2::int[]) AND m.object_id = $3`,
    [record, versions, object.id],
  )
  const ids = [...new Set(rows.flatMap(({ kept, merged }) => [kept, ...merged]))]
  const titles = await readTitles(db, catalog, access, object, ids, runtime)
  const titled = (id: string): { id: string; title: string | null } => ({ id, title: titles.get(id) ?? null })
  return new Map(
    rows.map(({ version, id, kept, merged, undoneAt }) => [
      version,
      { id, kept: titled(kept), merged: merged.map(titled), undoneAt: undoneAt?.toISOString() ?? null },
    ]),
  )
}
