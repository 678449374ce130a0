import type { WireValue } from '@tessera/formula'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { Values } from '../records/draft.js'
import { keptValue, openKept } from '../records/history-rows.js'
import { valueFields } from '../records/stored-fields.js'
import type { KeptValues } from './pending-runs.js'

/**
 * The stored values of a record as a run keeps them, by field id: in wire form, but options by id, so that a run which waits
 * for weeks still means the same options when their keys have changed. Blank ones are left out.
 */
export function keptValues(
  object: CatalogObject,
  values: Values,
  fields: readonly CatalogField[] = valueFields(object),
): KeptValues {
  const kept: Record<string, WireValue> = {}
  for (const field of fields) {
    const value = values.get(field.id) ?? null
    if (value !== null) kept[field.id] = keptValue(field, value)
  }
  return kept
}

/** Kept values as expressions read them: options by today's key. Fields that are gone are left out. */
export function wireValues(object: CatalogObject, kept: KeptValues): Values {
  const values: Values = new Map()
  for (const [id, value] of Object.entries(kept)) {
    const field = object.fieldsById.get(id)
    if (field !== undefined) values.set(id, wireValue(field, value))
  }
  return values
}

function wireValue(field: CatalogField, value: WireValue): WireValue {
  if (field.encrypted) return openKept(field, value)
  const keys = field.context.optionKeys
  if (keys.size === 0) return value
  const key = (id: WireValue): WireValue => (typeof id === 'string' ? (keys.get(id) ?? id) : id)
  return Array.isArray(value) ? value.map(key) : key(value)
}
