import { defineFieldTypeServer } from '@tessera/metadata'
import type { WireValue } from '@tessera/formula'
import { plainSql } from '../../storage/plain-sql.js'

/** Nothing is stored here: lines are records of their own. */
export const server = defineFieldTypeServer({
  name: 'details',
  column: () => undefined,
  toDatabase: () => null,
  fromDatabase: (value) => value as WireValue,
  toJsonSql: plainSql,
  sortSql: plainSql,
})
