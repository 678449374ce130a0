import { defineFieldTypeServer, type FieldTypeServer } from '@tessera/metadata'
import { plainSql } from './plain-sql.js'
import { textOrNull } from './text-or-null.js'

/** The server's half of every type that keeps text as it is: a text column that never holds ''. */
export function defineTextServer(name: string): FieldTypeServer {
  return defineFieldTypeServer({
    name,
    column: () => ({ type: 'text' }),
    toDatabase: textOrNull,
    fromDatabase: textOrNull,
    toJsonSql: plainSql,
    sortSql: plainSql,
  })
}
