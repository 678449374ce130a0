import { type AuditNote, type Engine, type Origin } from '@tessera/engine'
import type { Pool } from 'pg'
import type { Identity } from '../identity/identity.js'
import type { ServerLog } from '../log.js'

const FLUSH_MS = 1_000
const MOST_REMEMBERED = 50_000

interface Use {
  readonly identity: Identity
  readonly origin: Origin
  readonly day: string
}

/**
 * Notes the first use of every API token on a day, and its first use from an address it never came from. A request only
 * looks into a set of what this process has noted already; the rest is written within a second, apart from the requests.
 */
export class TokenUses {
  readonly #pool: Pool
  readonly #audit: Engine['audit']
  readonly #log: ServerLog
  readonly #seen = new Set<string>()
  readonly #waiting = new Map<string, Use>()
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(pool: Pool, audit: Engine['audit'], log: ServerLog) {
    this.#pool = pool
    this.#audit = audit
    this.#log = log
  }

  /** A request with a token came in; costs nothing that is felt. */
  saw(identity: Identity, origin: Origin): void {
    if (identity.apiToken === undefined) return
    const day = new Date().toISOString().slice(0, 10)
    const key = `${identity.apiToken.id} ${day} ${origin.address ?? ''}`
    if (this.#seen.has(key) || this.#waiting.has(key)) return
    this.#waiting.set(key, { identity, origin, day })
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref()
  }

  /** Writes what waits. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    return (this.#writing = this.#writing.then(() => this.#writeAll()))
  }

  async #writeAll(): Promise<void> {
    for (const [key, use] of [...this.#waiting]) {
      try {
        await this.#write(use)
        if (this.#seen.size >= MOST_REMEMBERED) this.#seen.clear()
        this.#seen.add(key)
      } catch (error) {
        // The next request with the token tries again.
        this.#log.error({ err: error }, 'The use of a token could not be noted')
      }
      this.#waiting.delete(key)
    }
  }

  async #write({ identity, origin, day }: Use): Promise<void> {
    const { apiToken, accountId, through, memberships } = identity
    const [membership] = memberships
    if (apiToken === undefined || membership === undefined) return
    const who = { workspace: membership.workspace, actor: accountId, through, origin }
    await this.#audit.around(who, async (note) => {
      const known = await this.#pool.query<{ days: number; addresses: number; same: number }>(
        `select count(*) filter (where last_on = $2)::int as days, count(*)::int as addresses,
           count(*) filter (where address = $3)::int as same
         from platform.token_addresses where token_id = $1`,
        [apiToken.id, day, origin.address ?? ''],
      )
      const before = known.rows[0] ?? { days: 0, addresses: 0, same: 0 }
      const subject = { kind: 'token', key: apiToken.id }
      const noteOf = (action: AuditNote['action']) => note({ action, subject, details: { name: through.title ?? '' } })
      if (before.days === 0) await noteOf('token.used')
      if (before.addresses > 0 && before.same === 0) await noteOf('token.newAddress')
      // The token may have been deleted meanwhile: then there is nothing to remember.
      await this.#pool.query(
        `insert into platform.token_addresses (token_id, address, last_on)
         select id, $3, $2 from platform.api_tokens where id = $1
         on conflict (token_id, address) do update set last_on = excluded.last_on`,
        [apiToken.id, day, origin.address ?? ''],
      )
    })
  }
}
