import { AppError } from '@tessera/metadata'
import type { Catalog } from '../catalog/catalog.js'
import type { Queryable } from '../storage/statement.js'
import type { PartChange } from './physical-part.js'

/** PostgreSQL's own limit is 1,600, and columns that were dropped count for ever (decisions, section 3). */
const maxColumns = 1_000

/** Errors: schema.too_many_fields when a table would have had more columns in its life than it may. */
export async function refuseFullTables(db: Queryable, next: Catalog, parts: readonly PartChange[]): Promise<void> {
  const added = new Map<string, number>()
  for (const { act, part, tableName } of parts) {
    if (act === 'create' && part.kind === 'column') added.set(tableName, (added.get(tableName) ?? 0) + 1)
  }
  if (added.size === 0) return
  const { rows } = await db.query<{ name: string; columns: number }>(
    `SELECT c.relname AS name, c.relnatts::int AS columns FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relname = ANY($2)`,
    [next.workspace.schema, [...added.keys()]],
  )
  const full = rows.some(({ name, columns }) => columns + (added.get(name) ?? 0) > maxColumns)
  if (full) throw new AppError('schema.too_many_fields', { limit: maxColumns })
}
