import { defineFieldTypeServer, type FieldTypeServer } from '@tessera/metadata'
import { numberJsonSql } from './number-json-sql.js'
import { plainSql } from './plain-sql.js'
import { toWireNumber } from './to-wire-number.js'

/** The server's half of every number type: numeric without a scale, so that a change of `decimals` rewrites nothing. */
export function defineNumberServer(name: string): FieldTypeServer {
  return defineFieldTypeServer({
    name,
    column: () => ({ type: 'numeric' }),
    toDatabase: toWireNumber,
    fromDatabase: toWireNumber,
    toJsonSql: numberJsonSql,
    sortSql: plainSql,
  })
}
