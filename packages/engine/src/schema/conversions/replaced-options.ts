import type { WireValue } from '@tessera/formula'
import type { CatalogField } from '../../catalog/catalog.js'

interface Option {
  readonly key: string
  readonly replaces?: readonly string[]
}

/** Types whose options may stand in for others. */
const choices: ReadonlySet<string> = new Set(['select', 'multiSelect'])

/** True for two states of a field of the same type whose values are options. */
export const areChoices = (before: CatalogField, after: CatalogField): boolean =>
  before.type === after.type && choices.has(after.type)

/**
 * Options that a field no longer has and that another one of its options replaces: the key that stands for each from now on.
 *
 * Shape: replacedOptions(status: [lead, old], status: [lead replaces old]) → { old → lead }
 */
export function replacedOptions(before: CatalogField, after: CatalogField): ReadonlyMap<string, string> {
  if (!areChoices(before, after)) return new Map()
  const kept = new Set(optionsOf(after).map(({ key }) => key))
  const gone = new Set(optionsOf(before).flatMap(({ key }) => (kept.has(key) ? [] : [key])))
  return new Map(
    optionsOf(after).flatMap(({ key, replaces = [] }) =>
      replaces.flatMap((old): [string, string][] => (gone.has(old) ? [[old, key]] : [])),
    ),
  )
}

/** A value with the options that stand for replaced ones; several that become the same are one. */
export function withReplaced(replaced: ReadonlyMap<string, string>, value: WireValue): WireValue {
  if (Array.isArray(value)) return [...new Set(value.map((key) => replaced.get(String(key)) ?? key))]
  return typeof value === 'string' ? (replaced.get(value) ?? value) : value
}

const optionsOf = (field: CatalogField): readonly Option[] => (field.context.options.options ?? []) as readonly Option[]
