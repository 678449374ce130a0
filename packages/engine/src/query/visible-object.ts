import { AppError } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'

/** The object of a key, if the actor may know of it. Errors: record.unknown_object, for a forbidden one too. */
export function visibleObject(catalog: Catalog, access: Access, key: string): CatalogObject {
  const object = catalog.objectsByKey.get(key)
  if (object === undefined || !access.sees(object)) throw new AppError('record.unknown_object')
  return object
}
