import { AppError } from '@tessera/metadata'
import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'

export const GUESSES = 10
const WINDOW_SECONDS = 15 * 60

/**
 * At most ten guesses per account in 15 minutes, counted in PostgreSQL for all processes together. The key is what the
 * server itself knows (the account's id, else the hash of the address asked for), never a header of the client.
 */
export class SignInLimit {
  readonly #limiter: RateLimiterPostgres

  constructor(pool: Pool) {
    this.#limiter = new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      schemaName: 'platform',
      tableName: 'sign_in_limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: 'guess',
      points: GUESSES,
      duration: WINDOW_SECONDS,
    })
  }

  /** Counts a guess before it is looked at. Errors: 429 `request.too_many` with Retry-After. */
  async count(key: string): Promise<void> {
    try {
      await this.#limiter.consume(key)
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
      throw new AppError('request.too_many').with({ retryAfterSeconds })
    }
  }

  /** A right guess makes room for the next ones. */
  async clear(key: string): Promise<void> {
    await this.#limiter.delete(key)
  }
}

/** The key of an account, or of an address nobody has: both are counted alike. */
export function guessKey(accountId: string | undefined, email: string): string {
  return accountId === undefined
    ? `email:${createHash('sha256').update(email).digest('base64url')}`
    : `account:${accountId}`
}
