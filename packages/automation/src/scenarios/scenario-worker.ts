import { workspaceTable, type Catalog } from '@tessera/engine'
import { localize, type Localized, type Texts } from '@tessera/metadata'
import type { AutomationContext } from '../automation-context.js'
import { Drain } from '../queue/drain.js'
import { FreshCatalogs } from '../queue/fresh-catalogs.js'
import { Graphs } from '../queue/graphs.js'
import { Heartbeat } from '../queue/heartbeat.js'
import { OutsideLanes } from '../queue/outside-lanes.js'
import { runSchedules } from '../schedule/run-schedules.js'
import { syncSchedules } from '../schedule/sync-schedules.js'
import { otherwise } from './otherwise.js'
import type { ReportTime } from './report-time.js'
import type { ScenarioClock } from './scenario-clock.js'

/** Moments at which something is due within one wait. */
const mostMoments = 2_000

/** Due times are compared with a clock that is rounded to hundredths of a second. */
const roundingMs = 50

/** The worker of a scratch workspace: without timers, it works when a step is done and when time goes by. */
export class ScenarioWorker {
  readonly #drain: Drain
  /** What it could not do, and nobody but its log was told. */
  #failure: unknown

  constructor(
    private readonly context: AutomationContext,
    private readonly catalog: Catalog,
    private readonly clock: ScenarioClock,
    private readonly time: ReportTime,
  ) {
    const door = context.engine.automation
    this.#drain = new Drain({
      context: {
        ...context,
        log: {
          ...context.log,
          error: (details) => (this.#failure = (details as { readonly err?: unknown }).err ?? details),
        },
      },
      graphs: new Graphs(door),
      catalogs: new FreshCatalogs(door),
      heartbeat: new Heartbeat(context),
      outside: new OutsideLanes(),
    })
  }

  /** Arms the schedules for their first times from now on. */
  async begin(): Promise<void> {
    this.#failure = undefined
    await syncSchedules(this.context, this.catalog)
  }

  /** Carries all runs to their end or to a durable wait. */
  async settle(): Promise<void> {
    // Most hours of a long wait nothing is due but a schedule that finds nothing.
    if (!(await this.#isDue())) return
    this.#drain.nudge(this.#workspace)
    await this.#drain.settled()
    if (this.#failure !== undefined) throw this.#failure as Error
  }

  /** Lets time go by, stopping at each moment something is due. */
  async wait(ms: number): Promise<void> {
    const until = this.clock.now().getTime() + ms
    for (let moments = 0; ; moments += 1) {
      const next = await this.#nextDue()
      if (next === undefined || next > until) break
      if (moments === mostMoments)
        throw otherwise(
          `这段等待中到期的事情超过 ${mostMoments} 次，请缩短等待时间。`,
          `More than ${mostMoments} times something is due in this wait: make it shorter.`,
        )
      this.time.check()
      this.clock.reach(next + roundingMs)
      await runSchedules(this.context, this.catalog)
      await this.settle()
    }
    this.clock.reach(until)
    await this.settle()
  }

  /** Runs that failed or were stopped, in words; undefined when there are none. */
  async troubles(): Promise<Texts | undefined> {
    const { rows } = await this.context.pool.query<{ workflow_id: string; message: Localized | null }>(
      `SELECT workflow_id, error->'message' AS message FROM ${workspaceTable(this.#workspace, 'runs')}
       WHERE state IN ('failed', 'limited') ORDER BY id DESC LIMIT 3`,
    )
    if (rows.length === 0) return undefined
    const told = rows.map(({ workflow_id, message }) => ({
      label: (this.catalog.documents.get(workflow_id)?.label as Localized | undefined) ?? workflow_id,
      message: message ?? '',
    }))
    return {
      'zh-CN': told
        .map(({ label, message }) => `工作流「${localize(label, 'zh-CN')}」没有成功：${localize(message, 'zh-CN')}`)
        .join(''),
      en: told
        .map(({ label, message }) => `The workflow “${localize(label, 'en')}” failed: ${localize(message, 'en')}`)
        .join(' '),
    }
  }

  get #workspace(): string {
    return this.catalog.workspace.key
  }

  async #isDue(): Promise<boolean> {
    const { rowCount } = await this.context.pool.query(
      `SELECT 1 FROM ${workspaceTable(this.#workspace, 'runs')} WHERE state IN ('waiting', 'running') AND due_at <= $1 LIMIT 1`,
      [this.clock.now()],
    )
    return rowCount !== 0
  }

  /** The next moment after now at which a run or a schedule is due, in epoch milliseconds. */
  async #nextDue(): Promise<number | undefined> {
    const { rows } = await this.context.pool.query<{ at: Date | null }>(
      `SELECT least(
         (SELECT min(due_at) FROM ${workspaceTable(this.#workspace, 'runs')} WHERE state = 'waiting' AND due_at > $1),
         (SELECT min(next_at) FROM ${workspaceTable(this.#workspace, 'schedules')} WHERE next_at > $1)) AS at`,
      [this.clock.now()],
    )
    return rows[0]?.at?.getTime()
  }
}
