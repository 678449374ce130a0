import { betterAuth } from 'better-auth'
import { uuid7 } from '@tessera/engine'
import type { Pool } from 'pg'
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './password-policy.js'

const SESSION_SECONDS = 14 * 24 * 3600
const PROLONG_AFTER_SECONDS = 24 * 3600

/**
 * better-auth on the pool whose search path is `platform`: passwords, sessions and their cookies. It serves no addresses
 * of its own; our routes call `auth.api`.
 *
 * Its rate limiter and its check of origins guard its own addresses only, so they are off: ours stand in front.
 */
export function createAuth(options: { readonly pool: Pool; readonly secret: string; readonly baseUrl: string }) {
  return betterAuth({
    appName: 'Tessera',
    baseURL: options.baseUrl,
    secret: options.secret,
    database: options.pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
    },
    user: {
      modelName: 'auth_user',
      additionalFields: { locale: { type: 'string', required: true, defaultValue: 'zh-CN', input: false } },
    },
    session: { modelName: 'auth_session', expiresIn: SESSION_SECONDS, updateAge: PROLONG_AFTER_SECONDS },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    advanced: {
      cookiePrefix: 'tessera',
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => uuid7() },
    },
  })
}

export type Auth = ReturnType<typeof createAuth>
