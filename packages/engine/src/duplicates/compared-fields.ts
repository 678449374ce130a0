import type { CatalogField, CatalogObject } from '../catalog/catalog.js'

/** The fields by which the rules of an object compare records, each once. */
export function comparedFields({ duplicates }: CatalogObject): readonly CatalogField[] {
  return [...new Set(duplicates.flatMap(({ fields }) => fields.map(({ field }) => field)))]
}
