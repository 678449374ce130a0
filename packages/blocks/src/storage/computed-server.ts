import { defineFieldTypeServer, type FieldTypeServer } from '@tessera/metadata'
import type { WireValue } from '@tessera/formula'
import { plainSql } from './plain-sql.js'

/** Nothing is stored; the query planner inlines the formula's SQL and puts its value on the wire by the inferred type. */
export const defineComputedServer = (name: string): FieldTypeServer =>
  defineFieldTypeServer({
    name,
    column: () => undefined,
    toDatabase: () => null,
    fromDatabase: (value) => value as WireValue,
    toJsonSql: plainSql,
    sortSql: plainSql,
  })
