import type { CatalogObject } from '../catalog/catalog.js'
import { likenessPart } from '../catalog/likeness-part.js'

/** Name of a table beside an object's, by the field id of its backfill. */
export function sideTableOf(object: CatalogObject | undefined, fieldId: string): string | undefined {
  return fieldId === likenessPart ? object?.likeness?.tableName : object?.search?.tableName
}
