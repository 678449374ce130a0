import type { FileInfo } from '@tessera/metadata'
import type { Queryable } from '../storage/statement.js'
import { workspaceTable } from '../storage/workspace-table.js'

/** What files are called and are, by id, whoever may read them: for a value that a reader has in hand. */
export async function readFiles(
  db: Queryable,
  workspace: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FileInfo>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.query<FileInfo>(
    `SELECT id, name, type, size::float8 AS size FROM ${workspaceTable(workspace, 'files')}
     WHERE id = ANY($1::uuid[]) AND name IS NOT NULL`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
