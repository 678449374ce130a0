import type { Pool } from 'pg'

/** Advisory lock of the first steps of a process. */
const START_LOCK = 7_354_003

/** Runs what only one process may do at a time when several start on one database. The lock dies with its process. */
export async function withStartLock<Result>(pool: Pool, work: () => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  try {
    // Another process may be making a workspace: that takes longer than a statement of a request may wait.
    await client.query('set lock_timeout = 0')
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [START_LOCK])
    return await work()
  } finally {
    // Closed, not given back: its timeouts are off.
    client.release(true)
  }
}
