import { fromStored, storedReferences } from '@tessera/formula'
import type { Catalog, CatalogField, CatalogObject } from '@tessera/engine'

/** Today's key of something, or the id of what is gone. */
export type Named = { readonly key: string } | { readonly lost: string }

/** An object as a workflow names it: by id once it is published, by key in a draft. */
export function objectOf(catalog: Catalog, name: string): CatalogObject | undefined {
  return catalog.objects.get(name) ?? catalog.objectsByKey.get(name)
}

/** A field of an object, named like `objectOf`. */
export function fieldOf(object: CatalogObject, name: string): CatalogField | undefined {
  return object.fieldsById.get(name) ?? object.fieldsByKey.get(name)
}

export function named(found: { readonly key: string } | undefined, name: string): Named {
  return found === undefined ? { lost: name } : { key: found.key }
}

/** A path over lookups, perhaps with a hyphen in front, with today's keys. */
export function printPath(catalog: Catalog, root: CatalogObject, text: string): Named {
  const isDescending = text.startsWith('-')
  let object: CatalogObject | undefined = root
  const keys: string[] = []
  for (const name of (isDescending ? text.slice(1) : text).split('.')) {
    const field: CatalogField | undefined = object === undefined ? undefined : fieldOf(object, name)
    if (field === undefined) return { lost: name }
    keys.push(field.key)
    object = field.target === undefined ? undefined : objectOf(catalog, field.target)
  }
  return { key: `${isDescending ? '-' : ''}${keys.join('.')}` }
}

/** A formula with today's keys in place of ids. */
export function printFormula(catalog: Catalog, text: string): Named {
  const lost = lostIn(catalog, text)
  if (lost !== undefined) return { lost }
  const fields = fieldsOf(catalog)
  return {
    key: fromStored(text, {
      field: (id) => fields.get(id),
      object: (id) => catalog.objects.get(id),
      option: (field, option) => optionOf(fields.get(field), option),
    }),
  }
}

/** The first field or option that a stored formula refers to and the catalog does not have any more. */
export function lostIn(catalog: Catalog, text: string): string | undefined {
  const { fields, objects, options } = storedReferences(text)
  const known = fieldsOf(catalog)
  return (
    fields.find((id) => !known.has(id)) ??
    objects.find((id) => !catalog.objects.has(id)) ??
    options.find(({ field, option }) => optionOf(known.get(field), option) === undefined)?.option
  )
}

function optionOf(field: CatalogField | undefined, id: string): { readonly key: string } | undefined {
  const type = field?.formulaType.kind === 'list' ? field.formulaType.of : field?.formulaType
  return type?.kind === 'option' ? type.options.find((option) => option.id === id) : undefined
}

const known = new WeakMap<Catalog, ReadonlyMap<string, CatalogField>>()

/** All fields by id; those of system fields, which every object has, are the same keys everywhere. */
function fieldsOf(catalog: Catalog): ReadonlyMap<string, CatalogField> {
  const found = known.get(catalog) ?? new Map([...catalog.objects.values()].flatMap((object) => [...object.fieldsById]))
  known.set(catalog, found)
  return found
}
