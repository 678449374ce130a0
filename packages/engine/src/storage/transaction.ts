import type { Pool, PoolClient } from 'pg'

/** PostgreSQL's deadlock_detected and serialization_failure: the whole transaction may simply run again. */
const repeatable = new Set(['40P01', '40001'])
const attempts = 4

/**
 * Runs `work` in a transaction on one connection; rolls back on any error. A deadlock runs the whole again, up to three
 * times (decisions, section 1); `work` must therefore have no effects besides the database.
 *
 * @param begin what opens the transaction: `BEGIN`, perhaps with statements that cost no round trip of their own
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  begin = 'BEGIN',
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(pool, work, begin)
    } catch (error) {
      if (attempt === attempts || !repeatable.has(sqlState(error) ?? '')) throw error
    }
  }
}

async function once<T>(pool: Pool, work: (client: PoolClient) => Promise<T>, begin: string): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(begin)
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    client.release(broken)
  }
}

/** The five-character SQLSTATE of an error of node-postgres, else undefined. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined
}
