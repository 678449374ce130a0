import type { CatalogField } from '../catalog/catalog.js'

const systemFields = new Set(['id', 'version', 'createdAt', 'updatedAt'])

/**
 * True for fields that hold a value in every record. Their order needs no NULLS LAST, and must not have it where an index
 * is to serve it: PostgreSQL matches the NULLS order of query and index even for columns that are NOT NULL.
 */
export function isNeverBlank(field: CatalogField): boolean {
  return field.system ? systemFields.has(field.key) : field.formulaType.kind === 'boolean'
}
