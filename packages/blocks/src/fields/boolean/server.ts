import { defineFieldTypeServer } from '@tessera/metadata'
import { plainSql } from '../../storage/plain-sql.js'

export const server = defineFieldTypeServer({
  name: 'boolean',
  column: () => ({ type: 'boolean', notNull: true, default: 'false' }),
  toDatabase: (value) => value === true,
  fromDatabase: (value) => value === true,
  toJsonSql: plainSql,
  sortSql: plainSql,
})
