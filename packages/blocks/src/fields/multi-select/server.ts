import { defineFieldTypeServer } from '@tessera/metadata'
import { optionId, optionKey, orderedOptionIds } from '../../storage/option-keys.js'
import { optionKeysSql } from '../../storage/option-keys-sql.js'
import type { ChoiceOptions } from '../../values/choice-options.js'

export const server = defineFieldTypeServer<ChoiceOptions>({
  name: 'multiSelect',
  column: () => ({ type: 'text[]' }),
  toDatabase: (value, field) => {
    if (!Array.isArray(value) || value.length === 0) return null
    return (value as readonly string[]).map((key) => optionId(key, field))
  },
  fromDatabase: (value, field) => {
    if (!Array.isArray(value)) return null
    const ids = new Set(value as readonly string[])
    return orderedOptionIds(field)
      .filter((id) => ids.has(id))
      .map((id) => optionKey(id, field))
  },
  toJsonSql: (column, field) =>
    optionKeysSql(
      column,
      orderedOptionIds(field).map((id) => [id, optionKey(id, field)] as const),
    ),
  // By the first option chosen, in option order; then by how the rest compares is left to the tie-breaker.
  sortSql: (column, field) => ({ sql: `array_position(?::text[], ${column}[1])`, bindings: [orderedOptionIds(field)] }),
})
