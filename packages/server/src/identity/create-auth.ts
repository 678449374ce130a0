import { betterAuth } from 'better-auth'
import { uuid7 } from '@tessera/engine'
import type { Pool } from 'pg'
import { sessionOpener } from './session-opener.js'

const SESSION_SECONDS = 14 * 24 * 3600
const PROLONG_AFTER_SECONDS = 24 * 3600

/** How better-auth is made. */
export interface AuthOptions {
  readonly pool: Pool
  readonly secret: string
  /** True: cookies travel by https only. */
  readonly secure: boolean
}

/**
 * better-auth on the pool whose search path is `platform`: passwords, sessions and their cookies. It serves no addresses
 * of its own; our routes call `auth.api`, and our own sign-in checks who somebody is before it opens a session.
 *
 * Its rate limiter and its check of origins guard its own addresses only, so they are off: ours stand in front.
 */
export function createAuth(options: AuthOptions) {
  return betterAuth({
    appName: 'Tessera',
    // It serves no addresses and makes no links.
    baseURL: 'http://127.0.0.1',
    secret: options.secret,
    database: options.pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    plugins: [sessionOpener()],
    user: {
      modelName: 'auth_user',
      additionalFields: { locale: { type: 'string', required: true, defaultValue: 'zh-CN', input: false } },
    },
    session: { modelName: 'auth_session', expiresIn: SESSION_SECONDS, updateAge: PROLONG_AFTER_SECONDS },
    databaseHooks: { session: { create: { after: async ({ userId }) => noteSignIn(options.pool, userId) } } },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    advanced: {
      cookiePrefix: 'tessera',
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: options.secure },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => uuid7() },
    },
  })
}

/** A session was opened, by whatever way; one that is refused for want of a membership does not count. */
async function noteSignIn(pool: Pool, accountId: string): Promise<void> {
  await pool.query(
    `update platform.auth_user set last_sign_in_at = now()
     where id = $1 and exists (select from platform.memberships where account_id = $1 and deactivated_at is null)`,
    [accountId],
  )
}

export type Auth = ReturnType<typeof createAuth>
