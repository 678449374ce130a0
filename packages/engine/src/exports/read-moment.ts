import { AppError } from '@tessera/metadata'
import type { Pool, PoolClient } from 'pg'

/** One moment of the data: every statement on `client` sees what was committed when the first one ran. */
export interface Moment {
  readonly client: PoolClient
  /** Lets the connection go; while something runs on it (`isBusy`) it is closed rather than given back. */
  end(isBusy?: boolean): Promise<void>
}

/** How many moments a process holds, and how long. */
export interface MomentLimits {
  readonly most: number
  readonly longestMs: number
}

const retryAfterSeconds = 10

/**
 * Opens moments of the data on connections of a pool. One that is left idle is ended by the pool's own limit of transactions, and every
 * one after `longestMs`. Errors: 503 export.busy.
 */
export function createMoments(pool: Pool, { most, longestMs }: MomentLimits): () => Promise<Moment> {
  let held = 0
  return async () => {
    if (held >= most) throw new AppError('export.busy').with({ retryAfterSeconds })
    held += 1
    try {
      return await begin(await pool.connect(), longestMs, () => (held -= 1))
    } catch (error) {
      held -= 1
      throw error
    }
  }
}

async function begin(client: PoolClient, longestMs: number, onEnd: () => void): Promise<Moment> {
  // A connection that is lost between two pages tells it to the next one; without a listener it would end the process.
  const ignore = (): void => undefined
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  } catch (error) {
    client.release(true)
    throw error
  }
  client.on('error', ignore)
  let isEnded = false
  const end = async (isBusy = false): Promise<void> => {
    if (isEnded) return
    isEnded = true
    clearTimeout(timer)
    const isLost =
      isBusy ||
      (await client.query('ROLLBACK').then(
        () => false,
        () => true,
      ))
    client.off('error', ignore)
    client.release(isLost)
    onEnd()
  }
  const timer = setTimeout(() => void end(true), longestMs).unref()
  return { client, end }
}
