import type { WireValue } from '@tessera/formula'
import type { CatalogObject } from '@tessera/engine'

/** Values as a run keeps them (by field id, options by id) with today's keys; fields that are gone are left out. */
export function valuesByKey(
  object: CatalogObject,
  kept: Readonly<Record<string, WireValue>>,
): Readonly<Record<string, WireValue>> {
  return Object.fromEntries(
    Object.entries(kept).flatMap(([id, value]) => {
      const field = object.fieldsById.get(id)
      if (field === undefined) return []
      const { optionKeys } = field.context
      const key = (option: WireValue): WireValue =>
        typeof option === 'string' ? (optionKeys.get(option) ?? option) : option
      const shown =
        optionKeys.size === 0 ? value : Array.isArray(value) ? (value as readonly WireValue[]).map(key) : key(value)
      return [[field.key, shown]]
    }),
  )
}
