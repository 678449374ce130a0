import type { IncomingMessage } from 'node:http'
import type { Pool } from 'pg'
import type { NetworkReader } from '../http/client-network.js'
import { cookieOf, credentialHash, SESSION_COOKIE, sessionSecretOf } from './credentials.js'
import { HALF_COOKIE } from './half-sign-ins.js'
import { DEVICE_COOKIE, type KnownDevices } from './known-devices.js'
import type { AuthLoader } from './load-auth.js'
import type { Revocations } from './revocations.js'

/** The browser somebody signs in with, as its request shows it. */
export interface Browser {
  /** Undefined for a program on this machine. */
  readonly network: string | undefined
  readonly userAgent: string
  /** Of the cookie that a browser keeps after its first sign-in. */
  readonly deviceSecret: string | undefined
  /** Of a sign-in that still owes a code. */
  readonly halfSecret: string | undefined
  /** Of the session it had until now. */
  readonly sessionSecret: string | undefined
}

/** What a request tells of the browser that sent it. */
export function browserOf(request: IncomingMessage, networkOf: NetworkReader): Browser {
  const { cookie } = request.headers
  return {
    network: networkOf(request),
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 400),
    deviceSecret: cookieOf(cookie, DEVICE_COOKIE),
    halfSecret: cookieOf(cookie, HALF_COOKIE),
    sessionSecret: sessionSecretOf(cookie),
  }
}

/** A session as its owner sees it. */
export interface SessionEntry {
  readonly id: string
  readonly createdAt: Date
  /** Exact to a day. */
  readonly lastSeenAt: Date
  readonly userAgent: string
  readonly network: string | null
  readonly current: boolean
}

/** Sessions of people whose identity has been checked. */
export class Sessions {
  readonly #pool: Pool
  readonly #auth: AuthLoader
  readonly #devices: KnownDevices
  readonly #revocations: Revocations

  constructor(pool: Pool, auth: AuthLoader, devices: KnownDevices, revocations: Revocations) {
    this.#pool = pool
    this.#auth = auth
    this.#devices = devices
    this.#revocations = revocations
  }

  /**
   * Opens a session with a new token and gives its cookies, that of the session first. The one this browser had before
   * ends, so that neither a planted cookie nor an old copy goes on beside it.
   */
  async open(accountId: string, browser: Browser): Promise<readonly string[]> {
    const auth = await this.#auth()
    const { headers } = await auth.api.openSession({
      body: { accountId, userAgent: browser.userAgent, network: browser.network ?? '' },
      headers: new Headers(),
      returnHeaders: true,
    })
    if (browser.sessionSecret !== undefined) await this.end(browser.sessionSecret)
    return [...headers.getSetCookie(), await this.#devices.remember(accountId, browser.deviceSecret)]
  }

  /** The sessions of an account that are alive, the newest first; the one with this token is the caller's. */
  async list(accountId: string, token: string | undefined): Promise<readonly SessionEntry[]> {
    const found = await this.#pool.query<SessionEntry>(
      `select id, "createdAt", "updatedAt" as "lastSeenAt", coalesce("userAgent", '') as "userAgent",
         nullif("ipAddress", '') as network, token = $2 as current
       from platform.auth_session where "userId" = $1 and "expiresAt" > now() order by "createdAt" desc limit 100`,
      [accountId, token ?? ''],
    )
    return found.rows
  }

  /** Ends one session of an account; false when it has none with this id. */
  async endOne(accountId: string, id: string): Promise<boolean> {
    const ended = await this.#pool.query('delete from platform.auth_session where "userId" = $1 and id = $2', [
      accountId,
      id,
    ])
    await this.#revocations.revoke(accountId)
    return ended.rowCount === 1
  }

  /** Ends all sessions of an account but the one with this token. */
  async endOthers(accountId: string, token: string): Promise<number> {
    const ended = await this.#pool.query('delete from platform.auth_session where "userId" = $1 and token <> $2', [
      accountId,
      token,
    ])
    await this.#revocations.revoke(accountId)
    return ended.rowCount ?? 0
  }

  /** Ends the session of a cookie, for every process within a second; does nothing when the cookie means nothing. */
  async end(secret: string): Promise<void> {
    const auth = await this.#auth()
    const found = await auth.api.getSession({ headers: new Headers({ cookie: `${SESSION_COOKIE}=${secret}` }) })
    if (found === null) return
    const { internalAdapter } = await auth.$context
    await internalAdapter.deleteSession(found.session.token)
    await this.#revocations.revoke(credentialHash({ kind: 'session', secret }))
  }
}
