import { credentialHash, type Credentials } from './credentials.js'
import type { Identity } from './identity.js'
import { Revocations } from './revocations.js'
import type { Pool } from 'pg'

/** Verified again after this time, so that names and last use stay current. */
const MAX_AGE_MS = 60_000
const MAX_ENTRIES = 20_000

/** A verified identity, and the cookies the answer should set when the session was prolonged. */
export interface Verified {
  readonly identity: Identity
  readonly setCookies: readonly string[]
}

interface Entry {
  readonly identity: Identity
  readonly verifiedAtMs: number
}

/**
 * Identities verified by this process, keyed by the hash of their session or token. See `Revocations` for how long one
 * may be relied on.
 */
export class IdentityCache {
  readonly revocations: Revocations
  readonly #entries = new Map<string, Entry>()
  readonly #pending = new Map<string, Promise<Verified | undefined>>()
  readonly #verify: (credentials: Credentials) => Promise<Verified | undefined>

  constructor(pool: Pool, verify: (credentials: Credentials) => Promise<Verified | undefined>) {
    this.#verify = verify
    this.revocations = new Revocations(pool, (subjects) => this.#forget(subjects))
  }

  /** Who the credentials belong to; undefined when they count for nothing. */
  async identify(credentials: Credentials): Promise<Verified | undefined> {
    const stale = this.revocations.refresh()
    if (stale !== undefined) await stale
    const key = credentialHash(credentials)
    const entry = this.#entries.get(key)
    const nowMs = Date.now()
    if (entry !== undefined) {
      if (nowMs - entry.verifiedAtMs < MAX_AGE_MS && nowMs < entry.identity.expiresAtMs) {
        return { identity: entry.identity, setCookies: [] }
      }
      this.#entries.delete(key)
    }
    return this.#verifyOnce(key, credentials)
  }

  get size(): number {
    return this.#entries.size
  }

  /** Many requests with one new cookie verify it once. */
  #verifyOnce(key: string, credentials: Credentials): Promise<Verified | undefined> {
    const pending = this.#pending.get(key)
    if (pending !== undefined) return pending
    const verification = this.#verify(credentials)
      .then((verified) => {
        if (verified !== undefined) this.#remember(key, verified.identity)
        return verified
      })
      .finally(() => this.#pending.delete(key))
    this.#pending.set(key, verification)
    return verification
  }

  #remember(key: string, identity: Identity): void {
    if (this.#entries.size >= MAX_ENTRIES) {
      const oldest = this.#entries.keys().next()
      if (oldest.done !== true) this.#entries.delete(oldest.value)
    }
    this.#entries.set(key, { identity, verifiedAtMs: Date.now() })
  }

  #forget(subjects: readonly string[] | 'all'): void {
    if (subjects === 'all') return this.#entries.clear()
    if (subjects.length === 0) return
    const gone = new Set(subjects)
    for (const [key, { identity }] of this.#entries) {
      if (gone.has(key) || gone.has(identity.accountId)) this.#entries.delete(key)
    }
  }
}
