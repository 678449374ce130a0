import { defineFieldTypeServer } from '@tessera/metadata'
import { plainSql } from '../../storage/plain-sql.js'
import { textOrNull } from '../../storage/text-or-null.js'

export const server = defineFieldTypeServer({
  name: 'time',
  column: () => ({ type: 'time(0)' }),
  toDatabase: textOrNull,
  fromDatabase: textOrNull,
  toJsonSql: plainSql,
  sortSql: plainSql,
})
