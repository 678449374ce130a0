import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import type { EngineContext } from '../engine-context.js'
import { qualified } from '../storage/identifiers.js'

/**
 * Whether the search table of an object holds every record; a job may still be filling it. PostgreSQL is asked until it does, then
 * never again: what is filled stays so.
 */
export async function isSearchFilled(
  { pool, filledSearches }: EngineContext,
  catalog: Catalog,
  { search }: CatalogObject,
): Promise<boolean> {
  if (search === undefined) return false
  if (filledSearches.has(search.table)) return true
  const { rowCount } = await pool.query(
    `SELECT 1 FROM ${qualified(catalog.workspace.schema, 'physical')} WHERE name = $1 AND NOT definition ? 'recalculating'`,
    [search.tableName],
  )
  if (rowCount === 1) filledSearches.add(search.table)
  return rowCount === 1
}
