import { defineFieldTypeServer, type FieldTypeServer } from '@tessera/metadata'
import { plainSql } from './plain-sql.js'

/** The server's half of types whose values are pairs in a table of their own: no column; the pipeline writes the pairs. */
export function defineLinksServer(name: string): FieldTypeServer {
  const ids = (value: unknown) => (Array.isArray(value) && value.length > 0 ? (value as readonly string[]) : null)
  return defineFieldTypeServer({
    name,
    column: () => undefined,
    toDatabase: ids,
    fromDatabase: ids,
    toJsonSql: plainSql,
    sortSql: plainSql,
  })
}
