import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'

/** Up to so many rows are counted; above, PostgreSQL's own estimate is used. */
const exactUpTo = 50_000
/** An estimate may be old: counting goes a little further. */
const countLimit = 4 * exactUpTo
const tablesPerStatement = 100

/** Number of rows of each table (the bin included), by table name: exact for small ones, estimated for big ones. */
export async function tableSizes(
  db: Queryable,
  schema: string,
  tables: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ name: string; estimate: number }>(
    `SELECT relname AS name, reltuples::float8 AS estimate FROM pg_class
     WHERE relnamespace = $1::regnamespace AND relkind = 'r' AND relname = ANY($2)`,
    [`"${schema}"`, tables],
  )
  const sizes = new Map(rows.map(({ name, estimate }) => [name, Math.round(estimate)]))
  const small = [...sizes].flatMap(([name, estimate]) => (estimate > exactUpTo ? [] : [name]))
  for (let from = 0; from < small.length; from += tablesPerStatement) {
    const counted = await countUpTo(db, schema, small.slice(from, from + tablesPerStatement))
    for (const [name, n] of counted) sizes.set(name, n < countLimit ? n : Math.max(n, sizes.get(name) ?? 0))
  }
  return sizes
}

/** The rows of each table, counted up to the limit. */
async function countUpTo(
  db: Queryable,
  schema: string,
  tables: readonly string[],
): Promise<readonly [string, number][]> {
  const counts = tables.map(
    (table, at) =>
      `SELECT ${at} AS at, (SELECT count(*) FROM (SELECT 1 FROM ${qualified(schema, table)} LIMIT ${countLimit}) AS q)::int AS n`,
  )
  const { rows } = await db.query<{ at: number; n: number }>(counts.join(' UNION ALL '))
  return rows.map(({ at, n }) => [tables[at] ?? '', n])
}
