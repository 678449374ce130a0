import type { SqlFragment } from '../types/sql-fragment.js'

/** Longest SQL for which repeating an argument is simpler than naming it. */
const SHORT = 1_500

/**
 * Lets `build` use its arguments as often as it likes without multiplying their text: when the result repeats long
 * arguments, they are computed once in a subselect and `build` gets columns instead. OFFSET 0 keeps PostgreSQL from
 * pulling the subselect up, which would multiply them again.
 *
 * A subselect cannot stand in an index or a CHECK; short expressions, the usual ones there, do without it.
 */
export function bindOnce<T extends SqlFragment>(
  args: readonly T[],
  build: (args: readonly SqlFragment[]) => SqlFragment,
): SqlFragment {
  const direct = build(args)
  const length = args.reduce((sum, arg) => sum + arg.sql.length, 0)
  if (direct.sql.length <= SHORT || direct.sql.length <= length + 400) return direct
  const named: SqlFragment[] = []
  const bound: T[] = []
  for (const arg of args) {
    // A column of an enclosing call has the same alias and must be handed down by name.
    if (arg.sql.length <= 30 && !arg.sql.includes('"_v"')) {
      bound.push(arg)
      continue
    }
    bound.push({ ...arg, sql: `"_v"."a${named.length}"`, bindings: [] })
    named.push(arg)
  }
  const body = build(bound)
  const columns = named.map((arg, index) => `${arg.sql} AS "a${index}"`).join(', ')
  return {
    sql: `(SELECT ${body.sql} FROM (SELECT ${columns} OFFSET 0) AS "_v")`,
    bindings: [...body.bindings, ...named.flatMap((arg) => arg.bindings)],
  }
}
