import { defineFieldTypeServer, type FieldTypeServer } from '@tessera/metadata'
import { plainSql } from './plain-sql.js'

/** The server's half of types that hold files: their ids, in order. The query planner puts names, types and sizes beside them. */
export function defineFilesServer(name: string): FieldTypeServer {
  return defineFieldTypeServer({
    name,
    column: () => ({ type: 'text[]' }),
    toDatabase: (value) => (Array.isArray(value) && value.length > 0 ? (value as readonly string[]) : null),
    fromDatabase: (value) => (Array.isArray(value) ? (value as readonly string[]) : null),
    toJsonSql: plainSql,
    sortSql: plainSql,
  })
}
