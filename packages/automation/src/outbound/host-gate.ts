/** Requests to one host at a time. */
const maxConcurrent = 10
/** So many failures in a row, and the host is left alone for a while. */
const failuresToRest = 5
const restMs = 60_000

interface HostState {
  running: number
  waiting: (() => void)[]
  failures: number
  restsUntil: number
}

/**
 * Keeps one slow or broken host from holding everything up: at most ten requests to it at a time, and none for a minute after
 * five failures in a row (one then tries whether it is well again).
 */
export class HostGate {
  readonly #hosts = new Map<string, HostState>()

  constructor(private readonly now: () => number) {}

  /** Milliseconds the host is still left alone; 0 when it may be called. */
  restMs(host: string): number {
    return Math.max((this.#hosts.get(host)?.restsUntil ?? 0) - this.now(), 0)
  }

  /** Runs a request when it is its turn. `isFailure` says whether what it gave, or threw, counts against the host. */
  async run<T>(host: string, request: () => Promise<T>, isFailure: (result: T) => boolean): Promise<T> {
    const state = this.#stateOf(host)
    if (state.running >= maxConcurrent) await new Promise<void>((resolve) => state.waiting.push(resolve))
    state.running += 1
    try {
      const result = await request()
      this.#judge(state, isFailure(result))
      return result
    } catch (error) {
      this.#judge(state, true)
      throw error
    } finally {
      state.running -= 1
      state.waiting.shift()?.()
      if (state.running === 0 && state.failures === 0) this.#hosts.delete(host)
    }
  }

  #judge(state: HostState, failed: boolean): void {
    state.failures = failed ? state.failures + 1 : 0
    state.restsUntil = state.failures >= failuresToRest ? this.now() + restMs : 0
  }

  #stateOf(host: string): HostState {
    const state = this.#hosts.get(host) ?? { running: 0, waiting: [], failures: 0, restsUntil: 0 }
    this.#hosts.set(host, state)
    return state
  }
}
