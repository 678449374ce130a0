import { claimRuns } from './claim-runs.js'
import { workOn, type Workshop } from './run-steps.js'

/** Runs taken at a time, and how many such sets are worked on at once: people's writes keep most of the connections. */
const claimSize = 200
const lanes = 2
const restAfterErrorMs = 1_000

/**
 * The loop that works on due runs. Workspaces take turns, a set of runs each, so that a million runs of one do not keep
 * another waiting.
 */
export class Drain {
  /** Workspaces that may have due runs, in the order of their turns. */
  readonly #waiting = new Set<string>()
  readonly #loops = new Set<Promise<void>>()
  #isStopped = false
  #restsUntil = 0

  constructor(private readonly workshop: Workshop) {}

  /** The workspace may have runs that are due. Costs nothing when it has none. */
  nudge(workspace: string): void {
    if (this.#isStopped) return
    this.#waiting.add(workspace)
    if (this.#loops.size >= lanes || Date.now() < this.#restsUntil) return
    const loop = this.#work().finally(() => this.#loops.delete(loop))
    this.#loops.add(loop)
  }

  /** Takes no more runs, and waits for those in hand. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.settled()
  }

  /** When nothing is in hand and nobody waits. */
  async settled(): Promise<void> {
    do {
      await Promise.all(this.#loops)
      await this.workshop.outside.settled()
    } while (this.#loops.size > 0 || !this.workshop.outside.isIdle)
  }

  async #work(): Promise<void> {
    const { context, outside } = this.workshop
    while (!this.#isStopped) {
      const [workspace] = this.#waiting
      if (workspace === undefined) return
      this.#waiting.delete(workspace)
      try {
        await outside.room()
        const rows = await this.#claim(workspace)
        if (rows.length === 0) continue
        // There are more, perhaps for another lane; its next turn comes after those of other workspaces.
        if (rows.length === claimSize) this.nudge(workspace)
        await workOn(this.workshop, workspace, rows)
        // Later runs of the same records were left until these had ended.
        this.nudge(workspace)
      } catch (error) {
        // Runs that were taken are taken up again when their leases have run out.
        context.log.error({ err: error, workspace }, 'runs of workflows could not be worked on')
        this.#restsUntil = Date.now() + restAfterErrorMs
        return
      }
    }
  }
  /**
   * Takes a set of due runs. Their catalog will be wanted: asked for at the same time it costs no time, and waited for
   * even when there are none, so that nothing of a settled loop is still on its way to the database.
   */
  async #claim(workspace: string): Promise<Awaited<ReturnType<typeof claimRuns>>> {
    const warming = this.workshop.catalogs.get(workspace).catch(() => undefined)
    try {
      return await claimRuns(this.workshop.context, workspace, claimSize)
    } finally {
      await warming
    }
  }
}
