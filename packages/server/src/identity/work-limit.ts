import { AppError } from '@tessera/metadata'

/**
 * Lets a few pieces of heavy work (hashing a password takes some 50 ms of a core and 32 MB) run at a time and a few dozen
 * wait. Beyond that: 503 `request.busy`.
 */
export class WorkLimit {
  readonly #running: number
  readonly #waiting: number
  #active = 0
  readonly #queue: (() => void)[] = []

  constructor(limits: { readonly running: number; readonly waiting: number }) {
    this.#running = limits.running
    this.#waiting = limits.waiting
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#active >= this.#running) {
      if (this.#queue.length >= this.#waiting) throw new AppError('request.busy').with({ retryAfterSeconds: 2 })
      await new Promise<void>((resolve) => this.#queue.push(resolve))
    } else this.#active++
    try {
      return await work()
    } finally {
      const next = this.#queue.shift()
      if (next === undefined) this.#active--
      else next()
    }
  }
}
