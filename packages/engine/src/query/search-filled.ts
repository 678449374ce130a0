import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'

/**
 * Whether the search table of an object holds every record; a job may still be filling it. PostgreSQL is asked until it does, then
 * never again: what is filled stays so.
 *
 * @param filled what is known to be
 */
export async function isSearchFilled(
  db: Queryable,
  filled: Set<string>,
  catalog: Catalog,
  { search }: CatalogObject,
): Promise<boolean> {
  if (search === undefined) return false
  if (filled.has(search.table)) return true
  const { rowCount } = await db.query(
    `SELECT 1 FROM ${qualified(catalog.workspace.schema, 'physical')} WHERE name = $1 AND NOT definition ? 'recalculating'`,
    [search.tableName],
  )
  if (rowCount === 1) filled.add(search.table)
  return rowCount === 1
}
