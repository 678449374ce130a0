import { defineFieldTypeServer } from '@tessera/metadata'
import { plainSql } from '../../storage/plain-sql.js'

export const server = defineFieldTypeServer({
  name: 'tags',
  column: () => ({ type: 'text[]' }),
  toDatabase: (value) => (Array.isArray(value) && value.length > 0 ? (value as readonly string[]) : null),
  fromDatabase: (value) => (Array.isArray(value) ? (value as readonly string[]) : null),
  toJsonSql: plainSql,
  sortSql: plainSql,
})
