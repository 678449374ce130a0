import type { Pool } from 'pg'
import { channel } from './hear-notices.js'

/** At most twenty notices a second: notifying commits queue up behind each other in the whole database. */
const everyMs = 50

/**
 * Tells the workers of other processes that a workspace has new runs: after the commit, coalesced. It is only a hint: who
 * misses it looks a second later.
 */
export class TellWorkers {
  readonly #news = new Set<string>()
  #timer: NodeJS.Timeout | undefined

  constructor(private readonly pool: Pool) {}

  tell(workspace: string): void {
    this.#news.add(workspace)
    if (this.#timer === undefined) this.#send()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #send(): void {
    const workspaces = [...this.#news]
    this.#news.clear()
    this.pool
      .query('SELECT pg_notify($1, w) FROM unnest($2::text[]) AS w', [channel, workspaces])
      .catch(() => undefined)
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (this.#news.size > 0) this.#send()
    }, everyMs)
    this.#timer.unref()
  }
}
