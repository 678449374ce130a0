import { defineFieldTypeServer, type FieldTypeServer } from '@tessera/metadata'
import type { ChoiceOptions } from '../values/choice-options.js'
import { optionKeySql } from './option-key-sql.js'
import { optionId, optionKey, orderedOptionIds, renamedOptions } from './option-keys.js'
import { textOrNull } from './text-or-null.js'

/** The server's half of types that keep one option, by its id. */
export function defineOptionServer(name: string): FieldTypeServer {
  return defineFieldTypeServer<ChoiceOptions>({
    name,
    column: () => ({ type: 'text' }),
    toDatabase: (value, field) => {
      const key = textOrNull(value)
      return key === null ? null : optionId(key, field)
    },
    fromDatabase: (value, field) => {
      const id = textOrNull(value)
      return id === null ? null : optionKey(id, field)
    },
    toJsonSql: (column, field) => optionKeySql(column, renamedOptions(field)),
    sortSql: (column, field) => ({ sql: `array_position(?::text[], ${column})`, bindings: [orderedOptionIds(field)] }),
  })
}
