import type { Pool } from 'pg'
import type { AutomationContext } from './automation-context.js'
import type { Automation, AutomationOptions } from './contract.js'
import { createContext } from './create-context.js'
import { Drain } from './queue/drain.js'
import { FreshCatalogs } from './queue/fresh-catalogs.js'
import { Graphs } from './queue/graphs.js'
import { Heartbeat } from './queue/heartbeat.js'
import { hearNotices, type Notices } from './queue/hear-notices.js'
import { startJobQueue, type JobQueue } from './queue/job-queue.js'
import { tellAlive, tellGone } from './queue/live-workers.js'
import { migrateQueue } from './queue/migrate-queue.js'
import { OutsideLanes } from './queue/outside-lanes.js'
import { Poll } from './queue/poll.js'
import { TellWorkers } from './queue/tell-workers.js'
import { cancelRun } from './runs/cancel-run.js'
import { getRun } from './runs/get-run.js'
import { listRuns } from './runs/list-runs.js'
import { retryRun } from './runs/retry-run.js'
import { startRuns } from './runs/start-runs.js'
import { workflowHealth } from './runs/workflow-health.js'
import { simulateRun } from './simulate/simulate-run.js'

const aliveEveryMs = 10_000

/**
 * Workflows at work. The caller owns engine and pool and wires the actions; every process of an installation makes one, and
 * those with `runsWorkers` do the work.
 */
export function createAutomation(options: AutomationOptions): Automation {
  const context = createContext(options)
  const { pool, log } = context
  const heartbeat = new Heartbeat(context)
  const outside = new OutsideLanes()
  const drain = new Drain({
    context,
    graphs: new Graphs(options.engine.automation),
    catalogs: new FreshCatalogs(options.engine.automation),
    heartbeat,
    outside,
  })
  const poll = new Poll(context, drain)
  const runsWorkers = options.runsWorkers ?? true
  const others = new TellWorkers(pool)
  let works = false
  const nudge = (workspace: string): void => (works ? drain.nudge(workspace) : others.tell(workspace))
  let jobs: JobQueue | undefined
  let notices: Notices | undefined
  let alive: NodeJS.Timeout | undefined
  return {
    migrate: () => migrateQueue(pool, options.databaseUrl),
    start: async () => {
      options.queue.listen(nudge)
      if (!runsWorkers) return
      jobs = await startJobQueue({
        databaseUrl: options.databaseUrl,
        log,
        onJob: (workspace) => drain.nudge(workspace),
      })
      alive = keepAlive(pool, jobs, log)
      notices = hearNotices(options.databaseUrl, log, (workspace) => drain.nudge(workspace))
      works = true
      heartbeat.start()
      poll.start()
    },
    stop: async () => {
      works = false
      options.queue.listen(undefined)
      others.stop()
      clearInterval(alive)
      await notices?.stop()
      await poll.stop()
      await drain.stop()
      heartbeat.stop()
      if (jobs !== undefined) {
        await jobs.stop()
        await tellGone(pool, jobs).catch(() => undefined)
      }
    },
    runs: {
      list: listRuns(context),
      get: getRun(context),
      retry: retryRun(context, nudge),
      cancel: cancelRun(context, nudge),
      start: startRuns(context, nudge),
      simulate: simulateRun(context),
    },
    health: workflowHealth(context),
  }
}

function keepAlive(pool: Pool, jobs: JobQueue, log: AutomationContext['log']): NodeJS.Timeout {
  const tell = (): void =>
    void tellAlive(pool, jobs).catch((error: unknown) =>
      log.error({ err: error }, 'the list of workers is out of date'),
    )
  tell()
  return setInterval(tell, aliveEveryMs).unref()
}
