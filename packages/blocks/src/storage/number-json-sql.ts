import type { SqlFragment } from '@tessera/formula'

/** A numeric as the shortest JSON number: 150.00 → 150, as JavaScript would print it. */
export function numberJsonSql(column: string): SqlFragment {
  return { sql: `trim_scale(${column})`, bindings: [] }
}
