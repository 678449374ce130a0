import { defineFieldTypeServer } from '@tessera/metadata'
import { plainSql } from '../../storage/plain-sql.js'
import { toWireNumber } from '../../storage/to-wire-number.js'

export const server = defineFieldTypeServer({
  name: 'location',
  column: () => ({ type: 'numeric[]' }),
  toDatabase: (value) => (Array.isArray(value) ? value.map(String) : null),
  fromDatabase: (value) => (Array.isArray(value) ? value.map(toWireNumber) : null),
  toJsonSql: plainSql,
  sortSql: plainSql,
})
