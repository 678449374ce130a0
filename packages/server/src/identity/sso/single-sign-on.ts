import type { OutboundClient } from '@tessera/automation'
import { AppError } from '@tessera/metadata'
import type { Pool } from 'pg'
import type { ServerLog } from '../../log.js'
import type { Accounts } from '../accounts.js'
import { cookieText, type CookieScope } from '../cookie-text.js'
import { letIn, type SignedIn, type SignInParts } from '../sign-in.js'
import type { Browser } from '../sessions.js'
import { SsoAccounts } from './sso-accounts.js'
import { ATTEMPT_SECONDS, SsoAttempts, type SsoAttempt } from './sso-attempt.js'
import { SsoProvider } from './sso-provider.js'
import type { SsoSettings } from './sso-settings.js'

/** Name of the cookie of an attempt. */
export const SSO_COOKIE = 'tessera.sso'

/** Where the provider sends people back to; registered there below the public address. */
export const SSO_CALLBACK = '/api/session/sso/callback'

/** Single sign-on by OpenID Connect, decision 0032. */
export class SingleSignOn {
  readonly settings: SsoSettings
  readonly #pool: Pool
  readonly #scope: CookieScope
  readonly #publicUrl: string
  readonly #attempts: SsoAttempts
  readonly #provider: SsoProvider
  readonly #accounts: SsoAccounts

  constructor(
    settings: SsoSettings,
    parts: {
      readonly pool: Pool
      readonly accounts: Accounts
      readonly scope: CookieScope
      readonly publicUrl: string
      readonly key: Uint8Array
      readonly outbound: OutboundClient
      readonly outboundAllow: readonly string[]
      readonly log: ServerLog
    },
  ) {
    this.settings = settings
    this.#pool = parts.pool
    this.#scope = parts.scope
    this.#publicUrl = parts.publicUrl
    this.#attempts = new SsoAttempts(parts.key)
    this.#provider = new SsoProvider(settings, parts)
    this.#accounts = new SsoAccounts(parts.pool, parts.accounts)
  }

  /** The provider's address for a new attempt, and the cookie that goes with it. Errors: `sso.unreachable`. */
  async start(next: string): Promise<{ readonly address: string; readonly setCookie: string }> {
    const cookie = this.#attempts.begin(next)
    const attempt = this.#attempts.read(cookie) as SsoAttempt
    const address = await this.#provider.address(attempt, `${this.#publicUrl}${SSO_CALLBACK}`)
    return { address, setCookie: this.#cookie(cookie, ATTEMPT_SECONDS) }
  }

  /** The attempt a browser comes back with; each is good once. Errors: `sso.expired`. */
  async attemptOf(cookie: string | undefined): Promise<SsoAttempt> {
    const attempt = this.#attempts.read(cookie)
    if (attempt === undefined) throw new AppError('sso.expired')
    const used = await this.#pool.query(
      `insert into platform.used_sso_attempts (attempt_hash, kept_until)
       values ($1, now() + $2 * interval '1 second') on conflict do nothing`,
      [attempt.hash, 2 * ATTEMPT_SECONDS],
    )
    if (used.rowCount === 0) throw new AppError('sso.expired')
    return attempt
  }

  /**
   * Lets in who came back with the parameters `search`. The address is built of the public one, never of what the request says.
   *
   * Errors: `sso.cancelled`, `sso.refused`, `sso.unreachable`, `sso.unverified`, `sso.unknown`, `sso.other_subject`.
   */
  async signIn(parts: SignInParts, attempt: SsoAttempt, search: string, browser: Browser): Promise<SignedIn> {
    const person = await this.#provider.person(attempt, new URL(`${this.#publicUrl}${SSO_CALLBACK}?${search}`))
    const account = await this.#accounts.find(person)
    if ((await parts.memberships.activeOf(account.id)).length === 0) throw new AppError('sso.unknown')
    return letIn(parts, account, browser)
  }

  /** Takes the cookie of an attempt from the browser. */
  get endCookie(): string {
    return this.#cookie('', 0)
  }

  #cookie(value: string, maxAgeSeconds: number): string {
    return cookieText(SSO_COOKIE, value, { ...this.#scope, path: '/api/session/sso', maxAgeSeconds })
  }
}
