import { defineFieldTypeServer } from '@tessera/metadata'
import { instantJsonSql } from '../../storage/instant-json-sql.js'
import { plainSql } from '../../storage/plain-sql.js'
import { textOrNull } from '../../storage/text-or-null.js'
import { toWireInstant } from '../../storage/to-wire-instant.js'

export const server = defineFieldTypeServer({
  name: 'dateTime',
  column: () => ({ type: 'timestamptz(3)' }),
  toDatabase: textOrNull,
  fromDatabase: toWireInstant,
  toJsonSql: instantJsonSql,
  sortSql: plainSql,
})
