import type { Pool } from 'pg'

/** At most twenty notices a second: notifying commits queue up behind each other in the whole database. */
const everyMs = 50

/**
 * Tells the workers of other processes that there is work, after the commit and coalesced. It is only a hint, on the channel
 * on which graphile-worker listens for jobs: who misses it looks a second later.
 */
export class TellWorkers {
  #timer: NodeJS.Timeout | undefined
  #again = false

  constructor(private readonly pool: Pool) {}

  tell(): void {
    this.#again = true
    if (this.#timer !== undefined) return
    this.#send()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #send(): void {
    this.#again = false
    this.pool.query(`SELECT pg_notify('jobs:insert', '{"count":1}')`).catch(() => undefined)
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (this.#again) this.#send()
    }, everyMs)
    this.#timer.unref()
  }
}
