import type { CatalogField, CatalogObject } from '../catalog/catalog.js'

const known = new WeakMap<CatalogObject, readonly CatalogField[]>()

/** The fields of an object whose values are ids of files, as far as they have a column. */
export function fileFields(object: CatalogObject): readonly CatalogField[] {
  let fields = known.get(object)
  if (fields === undefined) {
    fields = object.fields.filter((field) => field.definition.files !== undefined && field.column !== undefined)
    known.set(object, fields)
  }
  return fields
}

/** The ids in a value of such a field. */
export function fileIds(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []
}
