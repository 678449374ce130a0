import type { Scope } from '@tessera/formula'
import { readsEverywhere } from '../access/access.js'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import { formulaScope } from '../catalog/formula-scope.js'

/**
 * The names a reader may use in filters: those of the object and, over lookups, of other objects, without the fields that
 * are hidden from this reader. A hidden name and an unknown one give the same problem.
 */
export function readerScope(catalog: Catalog, object: CatalogObject, access: Access): Scope {
  const scope = formulaScope(catalog, object, { me: true, old: false })
  const readable = (field: CatalogField | undefined): boolean =>
    field !== undefined && access.reads(field) && sees(catalog, access, field.object)
  return {
    ...scope,
    objectKey: (id) => (sees(catalog, access, id) ? scope.objectKey(id) : undefined),
    hasTree: (id) => {
      const tree = catalog.objects.get(id)?.tree
      return tree !== undefined && readsEverywhere(access, tree) && sees(catalog, access, id)
    },
    fieldKeys: (id) => readableKeys(access, catalog.objects.get(id)),
    field: (id, name) => {
      const fields = catalog.objects.get(id)
      const field = 'id' in name ? fields?.fieldsById.get(name.id) : fields?.fieldsByKey.get(name.key)
      return readable(field) ? scope.field(id, name) : undefined
    },
  }
}

/** Keys of the fields a reader may name, for proposals. */
export function readableKeys(access: Access, object: CatalogObject | undefined): string[] {
  if (object === undefined || !access.sees(object)) return []
  return object.fields.filter((field) => access.reads(field)).map((field) => field.key)
}

function sees(catalog: Catalog, access: Access, id: string): boolean {
  const object = catalog.objects.get(id)
  return object !== undefined && access.sees(object)
}
