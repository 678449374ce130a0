import type { SqlFragment } from '@tessera/formula'

/** The column itself: what PostgreSQL keeps is what is read and sorted by. */
export function plainSql(column: string): SqlFragment {
  return { sql: column, bindings: [] }
}
