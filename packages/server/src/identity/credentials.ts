import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Name of the session cookie; better-auth writes it. */
export const SESSION_COOKIE = 'tessera.session_token'

/** What a request identifies itself with: the raw text is only ever hashed or handed to better-auth. */
export interface Credentials {
  readonly kind: 'session' | 'token'
  readonly secret: string
}

/**
 * The credentials of a request. A token in `Authorization` wins over the cookie, and a malformed one never falls back to
 * it: kind 'token' with an empty secret, which no token has.
 */
export function credentialsOf(request: Pick<IncomingMessage, 'headers'>): Credentials | undefined {
  const { authorization, cookie } = request.headers
  if (authorization !== undefined) return { kind: 'token', secret: bearerOf(authorization) }
  const secret = sessionSecretOf(cookie)
  return secret === undefined ? undefined : { kind: 'session', secret }
}

/** The value of the session cookie in a Cookie header. */
export function sessionSecretOf(cookie: string | undefined): string | undefined {
  return cookieOf(cookie, SESSION_COOKIE)
}

/** The value of a cookie in a Cookie header. */
export function cookieOf(cookie: string | undefined, name: string): string | undefined {
  return cookie === undefined ? undefined : cookieValue(cookie, name)
}

/** The hash under which verified credentials are remembered. */
export function credentialHash(credentials: Credentials): string {
  return hash('sha256', `${credentials.kind} ${credentials.secret}`, 'base64url')
}

function bearerOf(authorization: string): string {
  return /^bearer [A-Za-z0-9._~+/=-]{1,200}$/i.test(authorization) ? authorization.slice(7) : ''
}

function cookieValue(cookie: string, name: string): string | undefined {
  for (const pair of cookie.split(';')) {
    const equals = pair.indexOf('=')
    if (equals !== -1 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim()
  }
  return undefined
}
