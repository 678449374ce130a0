import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** How long somebody may take at the provider. */
export const ATTEMPT_SECONDS = 10 * 60

/** One way to the provider and back. */
export interface SsoAttempt {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Where to go afterwards, as it was asked for. */
  readonly next: string
  readonly hash: Buffer
}

/**
 * Attempts live in the cookie of the browser that makes them: 32 random bytes, an end, where to go, sealed by the installation.
 * State, nonce and PKCE verifier are derived from them, so that nothing is kept for whoever never comes back, and what comes
 * back is taken from that browser only.
 */
export class SsoAttempts {
  readonly #key: Uint8Array

  constructor(key: Uint8Array) {
    this.#key = key
  }

  /** A new attempt: the value of its cookie. */
  begin(next: string, nowMs: number = Date.now()): string {
    const body = [
      randomBytes(32).toString('base64url'),
      String(nowMs + ATTEMPT_SECONDS * 1000),
      Buffer.from(next).toString('base64url'),
    ].join('.')
    return `${body}.${this.#mac('cookie', body)}`
  }

  /** The attempt of a cookie; undefined when it is none of ours or too old. */
  read(cookie: string | undefined, nowMs: number = Date.now()): SsoAttempt | undefined {
    const found = /^(([A-Za-z0-9_-]{43})\.(\d{13})\.([A-Za-z0-9_-]*))\.([A-Za-z0-9_-]{43})$/.exec(cookie ?? '')
    if (found === null) return undefined
    const [, body = '', secret = '', end = '', next = '', mac = ''] = found
    if (!timingSafeEqual(Buffer.from(mac), Buffer.from(this.#mac('cookie', body))) || nowMs > Number(end))
      return undefined
    return {
      state: this.#mac('state', secret),
      nonce: this.#mac('nonce', secret),
      verifier: this.#mac('verifier', secret),
      next: Buffer.from(next, 'base64url').toString(),
      hash: createHash('sha256').update(secret).digest(),
    }
  }

  #mac(purpose: string, text: string): string {
    return createHmac('sha256', this.#key).update(`${purpose} ${text}`).digest('base64url')
  }
}
