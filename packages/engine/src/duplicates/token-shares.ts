import type { Catalog, CatalogLikeness } from '../catalog/catalog.js'
import type { Queryable } from '../storage/statement.js'

interface Known {
  readonly at: number
  readonly shares: ReadonlyMap<number, number>
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
): Promise<ReadonlyMap<number, number>> {
  const before = known.get(likeness)
  if (before !== undefined && now - before.at < freshMs && now >= before.at) return before.shares
  const { rows } = await db.query<{ elements: string | null; shares: number[] | null }>(
    `SELECT most_common_elems::text AS elements, most_common_elem_freqs AS shares FROM pg_catalog.pg_stats
     WHERE schemaname = $1 AND tablename = $2 AND attname = 'tokens'`,
    [catalog.workspace.schema, likeness.tableName],
  )
  const { elements, shares: freqs } = rows[0] ?? { elements: null, shares: null }
  const numbers = elements === null ? [] : elements.slice(1, -1).split(',').map(Number)
  const shares = new Map(numbers.map((token, at) => [token, freqs?.[at] ?? 0]))
  known.set(likeness, { at: now, shares })
  return shares
}
