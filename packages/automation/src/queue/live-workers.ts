import type { Pool } from 'pg'
import type { JobQueue } from './job-queue.js'

/** A worker that has not shown itself for so long is dead: its jobs are freed. */
const deadAfterSeconds = 30

/**
 * Shows that this process lives, and frees the jobs of those that do not: graphile-worker alone would leave them locked for
 * four hours.
 */
export async function tellAlive(pool: Pool, queue: JobQueue): Promise<void> {
  await pool.query(
    `INSERT INTO platform.workflow_workers (id, seen_at) VALUES ($1, now())
     ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`,
    [queue.id],
  )
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT j.locked_by AS id FROM graphile_worker._private_jobs AS j
     LEFT JOIN platform.workflow_workers AS w ON w.id = j.locked_by
     WHERE j.locked_by IS NOT NULL AND j.locked_at < now() - make_interval(secs => $1)
       AND (w.id IS NULL OR w.seen_at < now() - make_interval(secs => $1))`,
    [deadAfterSeconds],
  )
  await queue.unlock(rows.map(({ id }) => id))
  await pool.query(`DELETE FROM platform.workflow_workers WHERE seen_at < now() - interval '1 day'`)
}

/** Takes this process off the list: it goes in order. */
export async function tellGone(pool: Pool, queue: JobQueue): Promise<void> {
  await pool.query('DELETE FROM platform.workflow_workers WHERE id = $1', [queue.id])
}
