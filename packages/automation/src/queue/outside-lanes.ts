/** Requests of this process under way or waiting for their turn at a host. */
const maxLanes = 100

/** Work that waits for others outside: as much as there is room for, beside the work inside. */
export class OutsideLanes {
  readonly #working = new Set<Promise<void>>()

  /** False: nothing that could want a request should be taken up now. */
  get hasRoom(): boolean {
    return this.#working.size < maxLanes
  }

  get isIdle(): boolean {
    return this.#working.size === 0
  }

  /** Resolves when there is room again. */
  async room(): Promise<void> {
    while (!this.hasRoom) await Promise.race(this.#working)
  }

  /** @param work must not throw */
  run(work: () => Promise<void>): void {
    const working = work().finally(() => this.#working.delete(working))
    this.#working.add(working)
  }

  /** When all is done. */
  async settled(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working)
  }
}
