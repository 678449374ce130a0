import { defineFieldTypeServer } from '@tessera/metadata'
import { plainSql } from '../../storage/plain-sql.js'
import { textOrNull } from '../../storage/text-or-null.js'
import { toWireDate } from '../../storage/to-wire-date.js'

export const server = defineFieldTypeServer({
  name: 'date',
  column: () => ({ type: 'date' }),
  toDatabase: textOrNull,
  fromDatabase: toWireDate,
  toJsonSql: plainSql,
  sortSql: plainSql,
})
