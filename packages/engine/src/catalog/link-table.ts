import { fieldById, objectById } from './catalog.js'
import type { Catalog, CatalogField, CatalogLinks, CatalogObject } from './catalog.js'

/** The table that holds the pairs of a field which links records, qualified and quoted, whichever side the field is. */
export function linkTable(catalog: Catalog, { owner }: CatalogLinks): string {
  const { links } = fieldById(objectById(catalog, owner.object), owner.field)
  if (links === undefined || links.table === '') throw new Error(`the links of ${owner.field} have no table`)
  return links.table
}

/** A field that links records, with the object it belongs to. */
export interface LinkingField {
  readonly object: CatalogObject
  readonly field: CatalogField
  readonly links: CatalogLinks
}

const own = new WeakMap<CatalogObject, readonly LinkingField[]>()

/** The fields of an object that link its records with many others. */
export function linkingFields(object: CatalogObject): readonly LinkingField[] {
  let found = own.get(object)
  if (found === undefined) {
    found = object.fields.flatMap((field) => (field.links === undefined ? [] : [{ object, field, links: field.links }]))
    own.set(object, found)
  }
  return found
}

const byTarget = new WeakMap<Catalog, ReadonlyMap<string, readonly LinkingField[]>>()

/** The fields of any object that link its records with those of `object`. */
export function linkedFrom(catalog: Catalog, object: CatalogObject): readonly LinkingField[] {
  let found = byTarget.get(catalog)
  if (found === undefined) {
    const grouped = new Map<string, LinkingField[]>()
    for (const linking of [...catalog.objects.values()].flatMap(linkingFields)) {
      const { target } = linking.links
      grouped.set(target, [...(grouped.get(target) ?? []), linking])
    }
    found = grouped
    byTarget.set(catalog, found)
  }
  return found.get(object.id) ?? []
}

/** True when two fields are the two sides of the same pairs. */
export const areSides = (one: CatalogLinks, other: CatalogLinks): boolean =>
  one.owner.object === other.owner.object && one.owner.field === other.owner.field && one.near !== other.near
