import type { Access } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import type { Queryable, RuntimeValues, Statement } from '../storage/statement.js'
import { titleStatement } from './record-statements.js'
import { readRows } from './read-statement.js'
import type { Revised } from './read-statement.js'
import { ShapeCache } from './shape-cache.js'

const statements = new ShapeCache<Statement>()

/** Titles by id, as `access` sees them: ids of other, missing or invisible records are not in the map; no title is null. */
export async function readTitles(
  db: Queryable,
  catalog: Catalog,
  access: Access,
  object: CatalogObject,
  ids: readonly string[],
  runtime: RuntimeValues,
): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map()
  const statement = statements.get(catalog, access, object.id, () => titleStatement(catalog, object, access))
  const rows = await readRows<Revised & { id: string; title: string | null }>(db, catalog, statement, runtime, { ids })
  return new Map(rows.map((row) => [row.id, row.title]))
}
