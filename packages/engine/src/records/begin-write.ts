import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { feedsOf } from './feeds.js'

const known = new WeakMap<Catalog, Map<CatalogObject, string>>()

/**
 * How a write of an object begins: in one round trip it opens the transaction and takes the tables it may touch, in name
 * order, as a publish does. A writer that takes them one by one (lookup target, child, parent) and a publish that holds
 * one of them would wait for each other on every try.
 *
 * @param withChildren what points to the object is written, too
 */
export function beginWrite(catalog: Catalog, object: CatalogObject, withChildren = false): string {
  if (withChildren) return beginWith(catalog, [object.id, ...object.referencedBy.map((relation) => relation.object)])
  const ofCatalog = known.get(catalog) ?? new Map<CatalogObject, string>()
  known.set(catalog, ofCatalog)
  const begin = ofCatalog.get(object) ?? beginWith(catalog, [object.id])
  ofCatalog.set(object, begin)
  return begin
}

const beginWith = (catalog: Catalog, ids: readonly string[]): string =>
  `BEGIN; LOCK TABLE ${tablesOf(catalog, ids).join(', ')} IN ROW EXCLUSIVE MODE`

/** The objects, all that their roll-ups reach upwards, and what their lookups point to. */
function tablesOf(catalog: Catalog, ids: readonly string[]): string[] {
  const reached = new Set(ids)
  for (const id of reached) {
    for (const { parent, child, crossing } of feedsOf(catalog)) {
      if (child === id || crossing.some((input) => input.object === id)) reached.add(parent)
    }
  }
  const targets = [...reached].flatMap(
    (id) => catalog.objects.get(id)?.fields.flatMap(({ target }) => target ?? []) ?? [],
  )
  const objects = [...new Set([...reached, ...targets])].flatMap((id) => catalog.objects.get(id) ?? [])
  return objects.map(({ table }) => table).sort()
}
