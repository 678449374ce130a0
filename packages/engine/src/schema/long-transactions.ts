import type { Pool } from 'pg'
import type { PreparedChange } from './prepared-change.js'

const longMs = 1_000
const lookAgainMs = 250

/**
 * Waits while a transaction that has been running for a second or more holds one of the tables: queueing behind it would hold up
 * everyone who comes after us. Gives up waiting after `patienceMs`; the caller then tries all the same.
 */
export async function waitForLongTransactions(pool: Pool, prepared: PreparedChange, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs - 1_000
  while (prepared.locks.length > 0 && performance.now() < until) {
    const { rowCount } = await pool.query(
      `SELECT 1 FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid JOIN pg_class c ON c.oid = l.relation
       WHERE l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND c.relname = ANY($2)
         AND a.xact_start < clock_timestamp() - make_interval(secs => $3) LIMIT 1`,
      [prepared.next.workspace.schema, prepared.locks.map(({ table }) => table), longMs / 1000],
    )
    if (rowCount === 0) return
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
  }
}
