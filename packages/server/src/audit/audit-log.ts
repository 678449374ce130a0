import { whoOf, type Actor, type AuditNote, type AuditWho, type Engine, type Origin } from '@tessera/engine'
import type { ServerLog } from '../log.js'

/** A request whose maker is known: what `AccountCall` is. */
export interface KnownCaller {
  readonly actor: Actor
  readonly origin: Origin
}

/** Notes that only say that something came again are written after this time, with their number. */
const FLUSH_MS = 1_000

interface Counted {
  readonly who: AuditWho
  readonly note: AuditNote
  count: number
}

/**
 * How the server writes the audit log. What is done by an act of its own (`note`, `around`) is written before the answer,
 * and a failure fails the act; what anybody can cause without a right (`count`: refused sign-ins) is gathered for a second,
 * so that a flood of it costs one line, and never makes a request wait.
 */
export class AuditLog {
  readonly #audit: Engine['audit']
  readonly #log: ServerLog
  readonly #counted = new Map<string, Counted>()
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(audit: Engine['audit'], log: ServerLog) {
    this.#audit = audit
    this.#log = log
  }

  /** Writes a line about what a caller has done. */
  note({ actor, origin }: KnownCaller, note: AuditNote): Promise<void> {
    return this.#audit.note(whoOf(actor, origin), note)
  }

  /** Writes a line about somebody who is no caller yet. */
  noteOf(who: AuditWho, note: AuditNote): Promise<void> {
    return this.#audit.note(who, note)
  }

  /** Does what cannot be one transaction only if it can be noted; see the engine's `audit.around`. */
  around<T>(
    { actor, origin }: KnownCaller,
    work: (note: (note: AuditNote) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    return this.#audit.around(whoOf(actor, origin), work)
  }

  /** As `around`, for somebody who is no caller yet. */
  aroundOf<T>(who: AuditWho, work: (note: (note: AuditNote) => Promise<void>) => Promise<T>): Promise<T> {
    return this.#audit.around(who, work)
  }

  /** Gathers lines that are alike in everything but the request; written within a second, with how often it happened. */
  count(who: AuditWho, note: AuditNote): void {
    const key = JSON.stringify([who.workspace, who.actor, who.origin?.address, note])
    const known = this.#counted.get(key)
    if (known !== undefined) known.count++
    else this.#counted.set(key, { who, note, count: 1 })
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref()
  }

  /** Writes what was gathered. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const gathered = [...this.#counted.values()]
    this.#counted.clear()
    return (this.#writing = this.#writing.then(() => this.#write(gathered)))
  }

  async #write(gathered: readonly Counted[]): Promise<void> {
    for (const { who, note, count } of gathered) {
      try {
        await this.#audit.note(who, { ...note, details: { ...note.details, count } })
      } catch (error) {
        this.#log.error({ err: error, action: note.action, count }, 'Lines of the audit log could not be written')
      }
    }
  }
}
