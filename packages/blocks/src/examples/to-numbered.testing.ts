import type { SqlFragment } from '@tessera/formula'

/** A fragment as node-postgres takes it: `?` becomes $1, $2 … */
export function toNumbered({ sql, bindings }: SqlFragment): { readonly text: string; readonly values: unknown[] } {
  let count = 0
  return { text: sql.replace(/\?/g, () => `$${(count += 1)}`), values: [...bindings] }
}
