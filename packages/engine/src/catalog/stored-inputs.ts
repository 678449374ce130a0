import type { Expression } from '@tessera/formula'
import { fieldById, objectById } from './catalog.js'
import type { Catalog, CatalogField, CatalogObject, Relation } from './catalog.js'

/** A stored column an expression depends on, reached from the root over lookups. */
export interface StoredInput {
  /** Lookups from the root to the object that holds the field; empty for the root itself. */
  readonly over: readonly Relation[]
  readonly object: string
  readonly field: string
}

/**
 * Every stored column an expression depends on: formulas are followed into what they read, lookups on the way count too.
 * Roll-ups are stored columns here; one that is computed when read is followed to nothing, since it can feed no stored value.
 */
export function storedInputs(catalog: Catalog, root: CatalogObject, expression: Expression): readonly StoredInput[] {
  const found = new Map<string, StoredInput>()
  const add = (over: readonly Relation[], field: CatalogField): void => {
    if (field.formula !== undefined) {
      follow(objectById(catalog, field.object), field.formula, over)
      return
    }
    if (field.members !== undefined) {
      for (const member of field.members) add(over, member)
      return
    }
    const key = [...over.map((step) => step.field), field.object, field.id].join('/')
    found.set(key, { over, object: field.object, field: field.id })
  }
  const follow = (object: CatalogObject, read: Expression, over: readonly Relation[]): void => {
    for (const path of read.paths) {
      let at = over
      for (const [index, step] of path.entries()) {
        const field = fieldById(index === 0 ? object : objectById(catalog, step.object), step.field)
        add(at, field)
        at = [...at, { object: step.object, field: step.field }]
      }
    }
  }
  follow(root, expression, [])
  return [...found.values()]
}
