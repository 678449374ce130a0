import { defineFieldTypeServer } from '@tessera/metadata'
import { plainSql } from '../../storage/plain-sql.js'
import { textOrNull } from '../../storage/text-or-null.js'

/** No column of its own: the catalog gives it a lookup for each object it may point to, and these have theirs. */
export const server = defineFieldTypeServer({
  name: 'anyLookup',
  column: () => undefined,
  toDatabase: textOrNull,
  fromDatabase: textOrNull,
  toJsonSql: plainSql,
  sortSql: plainSql,
})
