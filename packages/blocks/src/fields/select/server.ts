import { defineFieldTypeServer } from '@tessera/metadata'
import { optionKeySql } from '../../storage/option-key-sql.js'
import { optionId, optionKey, orderedOptionIds, renamedOptions } from '../../storage/option-keys.js'
import { textOrNull } from '../../storage/text-or-null.js'
import type { ChoiceOptions } from '../../values/choice-options.js'

export const server = defineFieldTypeServer<ChoiceOptions>({
  name: 'select',
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
