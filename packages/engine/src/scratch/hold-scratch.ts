import type { Pool, PoolClient } from 'pg'

/** The right to a scratch workspace, for as long as a connection lives: whoever dies lets go of it. */
export interface Hold {
  release(): Promise<void>
}

/**
 * Takes the scratch workspace of a key for this process; undefined while somebody else has it. It is a lock of a transaction, not of
 * a session, so that it holds behind a pooler too. The transaction sees nothing and writes nothing, so it is in nobody's way.
 */
export async function holdScratch(pool: Pool, key: string): Promise<Hold | undefined> {
  const client = await pool.connect()
  // Lost while nothing is asked of it: the work that goes on fails by itself.
  const lost = (): void => undefined
  client.on('error', lost)
  const release = async (): Promise<void> => {
    const failed = await client.query('ROLLBACK').then(
      () => undefined,
      (error: Error) => error,
    )
    client.off('error', lost)
    client.release(failed)
  }
  try {
    await client.query('BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0')
    if (await isMine(client, key)) return { release }
  } catch (error) {
    await release()
    throw error
  }
  await release()
  return undefined
}

async function isMine(client: PoolClient, key: string): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine',
    [`scratch ${key}`],
  )
  return rows[0]?.mine === true
}
