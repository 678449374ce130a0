import { createHash, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { cookieText, type CookieScope } from './cookie-text.js'

/** Name of the cookie of somebody who still owes the second step. */
export const HALF_COOKIE = 'tessera.second_step'

const SECONDS = 10 * 60

/** People who have proved the first half of who they are. There is no session until the second half. */
export class HalfSignIns {
  readonly #pool: Pool
  readonly #scope: CookieScope

  constructor(pool: Pool, scope: CookieScope) {
    this.#pool = pool
    this.#scope = scope
  }

  /** Notes that somebody is half in; gives the cookie that says so for ten minutes. */
  async begin(accountId: string): Promise<string> {
    const ticket = randomBytes(32).toString('base64url')
    await this.#pool.query(
      `insert into platform.half_sign_ins (ticket_hash, account_id, expires_at)
       values ($1, $2, now() + $3 * interval '1 second')`,
      [hashOf(ticket), accountId, SECONDS],
    )
    return this.#cookie(ticket, SECONDS)
  }

  /** Whose ticket it is; undefined when it is unknown or too old. */
  async find(ticket: string | undefined): Promise<string | undefined> {
    if (ticket === undefined || ticket === '') return undefined
    const found = await this.#pool.query<{ account_id: string }>(
      'select account_id from platform.half_sign_ins where ticket_hash = $1 and expires_at > now()',
      [hashOf(ticket)],
    )
    return found.rows[0]?.account_id
  }

  /** Uses a ticket up: true for one of those who come with it at once. Gives the cookie that takes it from the browser. */
  async end(ticket: string): Promise<{ readonly wasFirst: boolean; readonly setCookie: string }> {
    const ended = await this.#pool.query('delete from platform.half_sign_ins where ticket_hash = $1', [hashOf(ticket)])
    return { wasFirst: ended.rowCount === 1, setCookie: this.#cookie('', 0) }
  }

  #cookie(value: string, maxAgeSeconds: number): string {
    return cookieText(HALF_COOKIE, value, { ...this.#scope, path: '/api/session', maxAgeSeconds })
  }
}

function hashOf(ticket: string): Buffer {
  return createHash('sha256').update(ticket).digest()
}
