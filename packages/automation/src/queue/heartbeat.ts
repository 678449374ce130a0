import { workspaceTable } from '@tessera/engine'
import type { AutomationContext } from '../automation-context.js'
import { limits } from '../core/limits.js'

/** The runs a worker has in hand: their leases are prolonged until they are put down. */
export class Heartbeat {
  readonly #held = new Map<string, Set<string>>()
  #timer: NodeJS.Timeout | undefined

  constructor(private readonly context: Pick<AutomationContext, 'pool' | 'worker' | 'log'>) {}

  start(): void {
    this.#timer = setInterval(() => void this.beat(), limits.heartbeatMs)
    this.#timer.unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  hold(workspace: string, ids: readonly string[]): void {
    const held = this.#held.get(workspace) ?? new Set<string>()
    for (const id of ids) held.add(id)
    this.#held.set(workspace, held)
  }

  putDown(workspace: string, ids: readonly string[]): void {
    for (const id of ids) this.#held.get(workspace)?.delete(id)
  }

  /** Prolongs the leases of what is held. A run that another worker has meanwhile is not touched. */
  async beat(): Promise<void> {
    const { pool, worker, log } = this.context
    for (const [workspace, ids] of this.#held) {
      if (ids.size === 0) continue
      await pool
        .query(
          `UPDATE ${workspaceTable(workspace, 'runs')} SET lease_until = now() + make_interval(secs => $3)
           WHERE id = ANY($1::uuid[]) AND worker = $2 AND state = 'running'`,
          [[...ids], worker, limits.leaseMs / 1000],
        )
        .catch((error: unknown) => log.error({ err: error, workspace }, 'the leases of runs could not be prolonged'))
    }
  }
}
