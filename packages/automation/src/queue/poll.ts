import type { AutomationContext } from '../automation-context.js'
import { runSchedules } from '../schedule/run-schedules.js'
import { syncSchedules } from '../schedule/sync-schedules.js'
import { tellOfLimits } from '../runs/tell-of-limits.js'
import type { Drain } from './drain.js'

const intervalMs = 1_000
/** Ticks between looks at what is rarely news: new workspaces, runs that a limit stopped. */
const rareTicks = 10

/**
 * Looks once a second at every workspace: whatever was missed (a job, a notice, a timer) is found here. Runs that are due,
 * schedules, and what limits have stopped.
 */
export class Poll {
  readonly #synced = new Map<string, number>()
  #workspaces: readonly string[] = []
  #ticks = 0
  #timer: NodeJS.Timeout | undefined
  #ticking: Promise<void> | undefined

  constructor(
    private readonly context: AutomationContext,
    private readonly drain: Drain,
  ) {}

  start(): void {
    this.#timer = setInterval(() => this.#next(), intervalMs)
    this.#timer.unref()
    this.#next()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#ticking
  }

  #next(): void {
    this.#ticking ??= this.tick().finally(() => (this.#ticking = undefined))
  }

  /** One look at everything. Never throws. */
  async tick(): Promise<void> {
    const { engine, log } = this.context
    try {
      if (this.#ticks % rareTicks === 0) this.#workspaces = (await engine.workspaces.list()).map(({ key }) => key)
      for (const workspace of this.#workspaces) await this.#look(workspace, this.#ticks % rareTicks === 0)
      this.#ticks += 1
    } catch (error) {
      log.error({ err: error }, 'workflows could not be looked after')
    }
  }

  async #look(workspace: string, rarely: boolean): Promise<void> {
    this.drain.nudge(workspace)
    const catalog = await this.context.engine.automation.catalog(workspace)
    if (this.#synced.get(workspace) !== catalog.revision) {
      await syncSchedules(this.context, catalog)
      this.#synced.set(workspace, catalog.revision)
    }
    await runSchedules(this.context, catalog)
    if (rarely) await tellOfLimits(this.context, catalog)
  }
}
