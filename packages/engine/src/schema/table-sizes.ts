import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'

/** Up to so many rows are counted; above, PostgreSQL's own estimate is used. */
const exactUpTo = 50_000

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
  const sizes = new Map<string, number>()
  for (const { name, estimate } of rows) {
    if (estimate > exactUpTo) sizes.set(name, Math.round(estimate))
    else sizes.set(name, await countUpTo(db, schema, name, estimate))
  }
  return sizes
}

async function countUpTo(db: Queryable, schema: string, table: string, estimate: number): Promise<number> {
  const limit = 4 * exactUpTo
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM (SELECT 1 FROM ${qualified(schema, table)} LIMIT ${limit}) AS q`,
  )
  const counted = rows[0]?.n ?? 0
  return counted < limit ? counted : Math.max(counted, Math.round(estimate))
}
