import type { Catalog, CatalogLikeness } from '../catalog/catalog.js'
import type { Queryable } from '../storage/statement.js'

/** What is known of a table. */
export interface TokenShares {
  /** How many records it has, about. */
  readonly records: number
  /** Which share of them has a number; those that are not here are rarer than the rarest that is. */
  readonly shares: ReadonlyMap<number, number>
  readonly rarest: number
}

interface Known extends TokenShares {
  readonly at: number
}

const known = new WeakMap<CatalogLikeness, Known>()
/** What is frequent today is frequent in a minute. */
const freshMs = 60_000

/**
 * How frequent the most frequent numbers of a table are, from the statistics PostgreSQL keeps for itself. They only say where to look
 * first: old ones, or none, make a search slower and never wrong.
 */
export async function tokenShares(
  db: Queryable,
  catalog: Catalog,
  likeness: CatalogLikeness,
  now: number,
): Promise<TokenShares> {
  const before = known.get(likeness)
  if (before !== undefined && now - before.at < freshMs && now >= before.at) return before
  const { rows } = await db.query<{ elements: string | null; shares: number[] | null; records: number }>(
    `SELECT s.most_common_elems::text AS elements, s.most_common_elem_freqs AS shares, greatest(c.reltuples, 0)::float8 AS records
     FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
     LEFT JOIN pg_catalog.pg_stats AS s ON s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = 'tokens'
     WHERE n.nspname = $1 AND c.relname = $2`,
    [catalog.workspace.schema, likeness.tableName],
  )
  const { elements, shares: freqs, records } = rows[0] ?? { elements: null, shares: null, records: 0 }
  const numbers = elements === null ? [] : elements.slice(1, -1).split(',').map(Number)
  const shares = new Map(numbers.map((token, at) => [token, freqs?.[at] ?? 0]))
  const found = { at: now, shares, records, rarest: Math.min(1, ...shares.values()) }
  known.set(likeness, found)
  return found
}
