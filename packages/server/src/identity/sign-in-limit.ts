import { AppError } from '@tessera/metadata'
import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import type { RateLimiterPostgres } from 'rate-limiter-flexible'

export const GUESSES = 10
const WINDOW_SECONDS = 15 * 60

/**
 * At most ten guesses per account in 15 minutes, counted in PostgreSQL for all processes together. The key is what the
 * server itself knows (the account's id, else the hash of the address asked for), never a header of the client.
 */
export class SignInLimit {
  readonly #pool: Pool
  #limiter: Promise<RateLimiterPostgres> | undefined

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Counts a guess before it is looked at. Errors: 429 `request.too_many` with Retry-After. */
  async count(key: string): Promise<void> {
    try {
      await (await this.#load()).consume(key)
    } catch (refusal) {
      if (refusal instanceof Error) throw refusal
      const { msBeforeNext } = refusal as { msBeforeNext: number }
      const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000))
      throw new AppError('request.too_many').with({ retryAfterSeconds })
    }
  }

  /** A right guess makes room for the next ones. */
  async clear(key: string): Promise<void> {
    await (await this.#load()).delete(key)
  }

  /** Loaded at the first sign-in: the package brings the stores of a dozen databases along. */
  #load(): Promise<RateLimiterPostgres> {
    return (this.#limiter ??= import('rate-limiter-flexible').then(
      ({ RateLimiterPostgres }) =>
        new RateLimiterPostgres({
          storeClient: this.#pool,
          storeType: 'pool',
          schemaName: 'platform',
          tableName: 'sign_in_limits',
          tableCreated: true,
          clearExpiredByTimeout: false,
          keyPrefix: 'guess',
          points: GUESSES,
          duration: WINDOW_SECONDS,
        }),
    ))
  }
}

/** The key of an account, or of an address nobody has: both are counted alike. */
export function guessKey(accountId: string | undefined, email: string): string {
  return accountId === undefined
    ? `email:${createHash('sha256').update(email).digest('base64url')}`
    : `account:${accountId}`
}
