import { objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogField, CatalogRollup, Relation } from '../catalog/catalog.js'
import { storedInputs } from '../catalog/stored-inputs.js'

/** A stored roll-up, and which changes of which records make it wrong. */
export interface Feed {
  readonly parent: string
  readonly rollup: CatalogField
  readonly child: string
  readonly via: string
  /** Columns of the child itself that it reads, the lookup to the parent among them. */
  readonly own: ReadonlySet<string>
  /** Columns of other objects that the child's formulas or the filter read over lookups. */
  readonly crossing: readonly { readonly over: readonly Relation[]; readonly object: string; readonly field: string }[]
}

const known = new WeakMap<Catalog, readonly Feed[]>()

/** All stored roll-ups of a catalog with what they depend on; computed once per catalog. */
export function feedsOf(catalog: Catalog): readonly Feed[] {
  let feeds = known.get(catalog)
  if (feeds === undefined) {
    feeds = [...catalog.objects.values()].flatMap((object) =>
      object.fields.flatMap((field) => (field.rollup?.stored === true ? [feedOf(catalog, field, field.rollup)] : [])),
    )
    known.set(catalog, feeds)
  }
  return feeds
}

function feedOf(catalog: Catalog, rollup: CatalogField, definition: CatalogRollup): Feed {
  const child = objectById(catalog, definition.child)
  const own = new Set([definition.via])
  const crossing: Feed['crossing'][number][] = []
  const source = definition.field === undefined ? undefined : child.fieldsById.get(definition.field)
  if (source?.formula === undefined && source !== undefined) own.add(source.id)
  for (const expression of [source?.formula, definition.filter]) {
    if (expression === undefined) continue
    for (const input of storedInputs(catalog, child, expression)) {
      if (input.over.length === 0) own.add(input.field)
      else crossing.push(input)
    }
  }
  return { parent: rollup.object, rollup, child: child.id, via: definition.via, own, crossing }
}
