import type { ServerFieldContext } from '@tessera/metadata'
import type { ChoiceOptions } from '../values/choice-options.js'

type ChoiceField = ServerFieldContext<ChoiceOptions>

/** Id of the option with a key: of a live one before a hidden one, since a hidden option's key may be used again. */
export function optionId(key: string, field: ChoiceField): string {
  const live = field.options.options.find((choice) => choice.key === key)
  if (live !== undefined) return live.id ?? live.key
  for (const [id, hiddenKey] of field.optionKeys) if (hiddenKey === key) return id
  throw new Error(`field ${field.key} has no option ${key}`)
}

/** Key of the option with an id, hidden ones too; an id nobody knows any more (purged) reads as itself. */
export function optionKey(id: string, field: ChoiceField): string {
  return field.optionKeys.get(id) ?? id
}

/** Ids in option order: live options as the document lists them, then hidden ones. */
export function orderedOptionIds(field: ChoiceField): string[] {
  const live = field.options.options.map((choice) => choice.id ?? choice.key)
  return [...live, ...[...field.optionKeys.keys()].filter((id) => !live.includes(id))]
}

/** Options whose key was renamed or used before: id → key where the two differ. */
export function renamedOptions(field: ChoiceField): (readonly [id: string, key: string])[] {
  return [...field.optionKeys].filter(([id, key]) => id !== key)
}
