import type { SqlFragment } from '@tessera/formula'

/**
 * A JSON array of option keys from an array of option ids, in today's option order: the array was written in the order
 * of its day. Ids that no option has any more are left out; NULL stays NULL.
 */
export function optionKeysSql(column: string, options: readonly (readonly [id: string, key: string])[]): SqlFragment {
  const ids = options.map(([id]) => id)
  const renamed = options.some(([id, key]) => id !== key)
  const list = renamed
    ? 'unnest(?::text[], ?::text[]) WITH ORDINALITY AS "option"("id", "key", "rank")'
    : 'unnest(?::text[]) WITH ORDINALITY AS "option"("key", "rank")'
  const member = renamed ? '"option"."id"' : '"option"."key"'
  return {
    sql: `(SELECT json_agg("option"."key" ORDER BY "option"."rank") FROM ${list} WHERE ${member} = ANY(${column}))`,
    bindings: renamed ? [ids, options.map(([, key]) => key)] : [ids],
  }
}
