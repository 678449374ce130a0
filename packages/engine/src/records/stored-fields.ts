import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { withMembers } from '../catalog/with-members.js'
import { quoteIdentifier } from '../storage/identifiers.js'

/** The fields of an object the pipeline reads and compares: what has a column or links, but not the housekeeping of the system. */
export function valueFields(object: CatalogObject): readonly CatalogField[] {
  return cached(object, values, () =>
    withMembers(object.fields).filter(
      (field) => field.links !== undefined || (field.column !== undefined && (!field.system || field.key === 'owner')),
    ),
  )
}

/** Those with a column. */
export function storedFields(object: CatalogObject): readonly CatalogField[] {
  return cached(object, stored, () => valueFields(object).filter((field) => field.column !== undefined))
}

/** The fields a writer's values go to: own columns without roll-ups, and links. */
export function writtenFields(object: CatalogObject): readonly CatalogField[] {
  return cached(object, written, () => valueFields(object).filter((field) => field.rollup === undefined))
}

/** Lookup and user fields with a column, `owner` included. */
export function lookupFields(object: CatalogObject): readonly CatalogField[] {
  return cached(object, lookups, () => storedFields(object).filter((field) => field.target !== undefined))
}

const values = new WeakMap<CatalogObject, readonly CatalogField[]>()
const stored = new WeakMap<CatalogObject, readonly CatalogField[]>()
const written = new WeakMap<CatalogObject, readonly CatalogField[]>()
const lookups = new WeakMap<CatalogObject, readonly CatalogField[]>()

function cached<T>(object: CatalogObject, memory: WeakMap<CatalogObject, T>, make: () => T): T {
  let known = memory.get(object)
  if (known === undefined) {
    known = make()
    memory.set(object, known)
  }
  return known
}

/** `"amount_7c21e0b4"` of a field that has a column. */
export function columnOf(field: CatalogField): string {
  if (field.column === undefined) throw new Error(`${field.key} has no column`)
  return quoteIdentifier(field.column)
}

/** SQL type of a field's column. */
export function columnType(field: CatalogField): string {
  if (field.rollup !== undefined) return rollupType(field)
  return field.server.column(field.context.options)?.type ?? 'text'
}

function rollupType(field: CatalogField): string {
  if (field.formulaType.kind === 'date') return 'date'
  if (field.formulaType.kind === 'datetime') return 'timestamptz(3)'
  return field.formulaType.kind === 'time' ? 'time(0)' : 'numeric'
}
