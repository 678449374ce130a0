import { createHash, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { cookieText, type CookieScope } from './cookie-text.js'

/** Name of the cookie that a browser keeps after its first sign-in; it lets nobody in, see decision 0029. */
export const DEVICE_COOKIE = 'tessera.device'

const YEAR_SECONDS = 365 * 24 * 3600
/** Browsers remembered for one account, the last used ones. */
const MAX_DEVICES = 20

/** Browsers that people signed in with before: guesses from them have a part of the budget of their own. */
export class KnownDevices {
  readonly #pool: Pool
  readonly #scope: CookieScope

  constructor(pool: Pool, scope: CookieScope) {
    this.#pool = pool
    this.#scope = scope
  }

  async isKnown(accountId: string | undefined, secret: string | undefined): Promise<boolean> {
    if (accountId === undefined || !isSecret(secret)) return false
    const found = await this.#pool.query(
      `select 1 from platform.known_devices
       where account_id = $1 and device_hash = $2 and last_used_at > now() - $3 * interval '1 second'`,
      [accountId, hashOf(secret), YEAR_SECONDS],
    )
    return found.rowCount === 1
  }

  /** Remembers the browser of somebody who has just signed in; gives the cookie it keeps. */
  async remember(accountId: string, secret: string | undefined): Promise<string> {
    const kept = isSecret(secret) ? secret : randomBytes(32).toString('base64url')
    await this.#pool.query(
      `with kept as (
         insert into platform.known_devices (account_id, device_hash) values ($1, $2)
         on conflict (account_id, device_hash) do update set last_used_at = now()
       )
       delete from platform.known_devices where account_id = $1 and device_hash in (
         select device_hash from platform.known_devices where account_id = $1 and device_hash <> $2
         order by last_used_at desc offset $3)`,
      [accountId, hashOf(kept), MAX_DEVICES - 1],
    )
    return cookieText(DEVICE_COOKIE, kept, { ...this.#scope, path: '/api/session', maxAgeSeconds: YEAR_SECONDS })
  }

  /** After a new password nobody is known any more. */
  async forget(accountId: string): Promise<void> {
    await this.#pool.query('delete from platform.known_devices where account_id = $1', [accountId])
  }
}

function isSecret(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z0-9_-]{43}$/.test(text)
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
