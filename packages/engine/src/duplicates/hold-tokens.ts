import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import type { Probe } from './match-tokens.js'

/** More than this would fill the table of locks that PostgreSQL has for all: then the object is held as a whole. */
const mostLocks = 200

/**
 * Holds what records are found by, until the transaction ends, in the order of numbers: two writers whose records may agree have a
 * number in common. Who holds single numbers holds the object together with others who do; who has too many holds it alone.
 */
export async function holdTokens(
  db: ClientBase,
  { workspace }: Catalog,
  { id }: CatalogObject,
  probes: readonly Probe[],
): Promise<void> {
  const tokens = [...new Set(probes.flatMap((probe) => probe.tokens))].sort((a, b) => a - b)
  if (tokens.length === 0) return
  const place = createHash('sha256').update(`duplicates ${workspace.schema} ${id}`).digest().readInt32BE(0)
  if (tokens.length > mostLocks) {
    await db.query('SELECT pg_advisory_xact_lock($1::int, -1)', [place])
    return
  }
  await db.query(
    `WITH shared AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared($1::int, -1))
     SELECT pg_advisory_xact_lock($1::int, q.k)
     FROM shared, LATERAL (SELECT k FROM unnest($2::int4[]) WITH ORDINALITY AS u(k, n) ORDER BY n OFFSET 0) AS q`,
    [place, tokens],
  )
}
