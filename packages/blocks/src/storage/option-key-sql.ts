import type { SqlFragment } from '@tessera/formula'

/** The key of the option whose id is in `column`: the column itself where no id differs from its key. */
export function optionKeySql(column: string, renamed: readonly (readonly [id: string, key: string])[]): SqlFragment {
  if (renamed.length === 0) return { sql: column, bindings: [] }
  const branches = renamed.map(() => 'WHEN ?::text THEN ?::text').join(' ')
  return { sql: `CASE ${column} ${branches} ELSE ${column} END`, bindings: renamed.flat() }
}
