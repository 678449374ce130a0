import { whoOf, type Actor, type Origin } from '@tessera/engine'
import type { AuditLog } from './audit-log.js'

/** Looking on within this time is one look. */
const ONE_LOOK_MS = 3_600_000
const MOST_REMEMBERED = 10_000

/** Notes that an administrator looks as somebody else does: once an hour for each they look as, before they see anything. */
export class Looks {
  readonly #audit: AuditLog
  readonly #since = new Map<string, number>()

  constructor(audit: AuditLog) {
    this.#audit = audit
  }

  /** @param as what they look as: a person by id, a role by key */
  async note(actor: Actor, origin: Origin, as: { readonly kind: string; readonly key: string }): Promise<void> {
    const key = JSON.stringify([actor.workspace, actor.id, as.kind, as.key])
    const now = Date.now()
    if (now - (this.#since.get(key) ?? 0) < ONE_LOOK_MS) return
    await this.#audit.noteOf(whoOf(actor, origin), { action: 'access.simulated', subject: as })
    if (this.#since.size >= MOST_REMEMBERED) this.#since.clear()
    this.#since.set(key, now)
  }
}
