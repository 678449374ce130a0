import { defineFieldTypeServer, type FieldTypeServer } from '@tessera/metadata'
import { plainSql } from './plain-sql.js'
import { textOrNull } from './text-or-null.js'

/**
 * The server's half of lookup and user: the id of the other record. The query planner joins the title and puts both into
 * `{ id, title }`, and sorts by the title.
 */
export function defineRecordServer(name: string): FieldTypeServer {
  return defineFieldTypeServer({
    name,
    column: () => ({ type: 'uuid' }),
    toDatabase: textOrNull,
    fromDatabase: textOrNull,
    toJsonSql: plainSql,
    sortSql: plainSql,
  })
}
