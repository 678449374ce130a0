import { fieldById, objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogField, CatalogLinks, CatalogRollup, Relation } from '../catalog/catalog.js'
import { withMembers } from '../catalog/with-members.js'
import { storedInputs } from '../catalog/stored-inputs.js'

/** A stored roll-up, and which changes of which records make it wrong. */
export interface Feed {
  readonly parent: string
  readonly rollup: CatalogField
  readonly child: string
  readonly via: string
  /** Columns of the child itself that it reads, the lookup to the parent among them. */
  readonly own: ReadonlySet<string>
  /** Those among them whose values it computes with: not the way to the parent alone. */
  readonly computesWith: ReadonlySet<string>
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

/** Whether a stored roll-up is computed from a field, be it that its children are found by it. */
export function readsField(catalog: Catalog, object: string, field: string): boolean {
  return feedsOf(catalog).some(
    ({ child, own, crossing }) =>
      (child === object && own.has(field)) ||
      crossing.some((input) => input.object === object && input.field === field),
  )
}

/** Which ways sums go over pairs: `up`: to the records at their source; `down`: to those at their target; `along`: by a formula. */
export type SummedWays = ReadonlySet<'up' | 'down' | 'along'>

const nowhere: SummedWays = new Set()
const summed = new WeakMap<Catalog, ReadonlyMap<string, SummedWays>>()

/** How stored roll-ups read over these pairs, whichever side is given; empty when none does. */
export function summedWays(catalog: Catalog, { owner }: CatalogLinks): SummedWays {
  let ways = summed.get(catalog)
  if (ways === undefined) {
    const found = new Map<string, Set<'up' | 'down' | 'along'>>()
    const add = (object: string, field: string, isVia: boolean): void => {
      const { links } = fieldById(objectById(catalog, object), field)
      if (links === undefined) return
      const known = found.get(links.owner.field) ?? new Set()
      found.set(links.owner.field, known.add(!isVia ? 'along' : links.far === 'source' ? 'up' : 'down'))
    }
    for (const { child, via, own, crossing } of feedsOf(catalog)) {
      for (const field of own) add(child, field, field === via)
      for (const { over, object, field } of crossing)
        for (const step of [...over, { object, field }]) add(step.object, step.field, false)
    }
    ways = found
    summed.set(catalog, ways)
  }
  return ways.get(owner.field) ?? nowhere
}

function feedOf(catalog: Catalog, rollup: CatalogField, definition: CatalogRollup): Feed {
  const child = objectById(catalog, definition.child)
  const computesWith = new Set<string>()
  const crossing: Feed['crossing'][number][] = []
  const source = definition.field === undefined ? undefined : child.fieldsById.get(definition.field)
  if (source?.formula === undefined && source !== undefined)
    for (const { id } of withMembers([source])) computesWith.add(id)
  for (const expression of [source?.formula, definition.filter]) {
    if (expression === undefined) continue
    for (const input of storedInputs(catalog, child, expression)) {
      if (input.over.length === 0) computesWith.add(input.field)
      else crossing.push(input)
    }
  }
  const own = new Set([definition.via, ...computesWith])
  return { parent: rollup.object, rollup, child: child.id, via: definition.via, own, computesWith, crossing }
}
