import { createEngine, type EngineLog, type EngineOptions, type ScratchWorkspace } from '@tessera/engine'
import { AppError, type ScenarioReport, type ScenarioResult, type TemplateScenario } from '@tessera/metadata'
import pg from 'pg'
import type { AutomationContext } from '../automation-context.js'
import type { AutomationOptions, ScenarioRequest, Scenarios } from '../contract.js'
import { createContext } from '../create-context.js'
import { createRunQueue } from '../queue/create-run-queue.js'
import { noOutside } from './no-outside.js'
import { playScenario } from './play-scenario.js'
import { ReportTime } from './report-time.js'
import { firstMoment, ScenarioClock } from './scenario-clock.js'
import { ScenarioWorker } from './scenario-worker.js'

export interface ScenariosOptions
  extends
    Pick<AutomationOptions, 'actions' | 'triggers' | 'databaseUrl'>,
    Pick<EngineOptions, 'fieldTypes' | 'secret' | 'encryptionKey'> {
  readonly log?: EngineLog
}

/** One for the lock, and as many as a save, its runs and a read need. */
const connections = 5

/** See `Scenarios`. Nothing is opened before the first report. */
export function createScenarios(options: ScenariosOptions): Scenarios {
  const underWay = new Map<Promise<unknown>, ReportTime>()
  return {
    run: async (request) => {
      const time = new ReportTime()
      const report = run(options, request, time)
      underWay.set(report, time)
      try {
        return await report
      } finally {
        underWay.delete(report)
      }
    },
    stop: async () => {
      for (const time of underWay.values()) time.stop()
      await Promise.allSettled(underWay.keys())
    },
  }
}

async function run(
  options: ScenariosOptions,
  { workspace, scenarios, template }: ScenarioRequest,
  time: ReportTime,
): Promise<ScenarioReport> {
  const pool = openPool(options)
  const clock = new ScenarioClock()
  const engine = engineOn(options, pool, clock)
  try {
    const scratch = await engine.scratch.open(workspace, template)
    if (scratch === undefined) throw new AppError('template.scenarios_running')
    try {
      return await play({ ...options, engine, pool, clock, time }, scratch, scenarios)
    } finally {
      await scratch.drop()
    }
  } finally {
    await engine.stop()
    await pool.end()
  }
}

/** Of its own: names of prepared statements die with it, and people's requests never wait for a scenario. */
function openPool({ databaseUrl }: ScenariosOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: connections,
    application_name: 'tessera-scenarios',
    options: '-c TimeZone=UTC -c synchronous_commit=off',
    statement_timeout: 30_000,
  })
  pool.on('error', () => undefined)
  // A statement at work fails then and says so; without a listener the error would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** No queue and no streams hear of it: its runs are worked on by whoever plays the scenario, and by nobody else. */
const engineOn = (
  { fieldTypes, secret, encryptionKey, actions, triggers }: ScenariosOptions,
  pool: pg.Pool,
  clock: ScenarioClock,
): ReturnType<typeof createEngine> =>
  createEngine({
    pool,
    fieldTypes,
    secret,
    ...(encryptionKey === undefined ? {} : { encryptionKey }),
    actions: actions.definitions,
    triggers,
    clock: clock.now,
  })

type Parts = ScenariosOptions & {
  readonly engine: ReturnType<typeof createEngine>
  readonly pool: pg.Pool
  readonly clock: ScenarioClock
  readonly time: ReportTime
}

async function play(
  parts: Parts,
  scratch: ScratchWorkspace,
  scenarios: readonly TemplateScenario[],
): Promise<ScenarioReport> {
  const { engine, clock, time, log = { info: () => undefined, error: () => undefined } } = parts
  const catalog = await engine.automation.catalog(scratch.key)
  const roles = new Map<string, readonly string[]>()
  const worker = new ScenarioWorker(contextOf(parts, roles), catalog, clock, time)
  const begins = firstMoment(catalog.workspace.timeZone, new Date())
  const stage = { engine, catalog, clock, worker, begins, time, log, roles, clear: scratch.clear }
  const results: ScenarioResult[] = []
  for (const scenario of scenarios) results.push(await playScenario(stage, scenario))
  return { results }
}

/** An automation that asks no queue and sends nothing to anybody. */
function contextOf(parts: Parts, roles: ReadonlyMap<string, readonly string[]>): AutomationContext {
  const { engine, pool, clock, actions, triggers, databaseUrl } = parts
  const queue = createRunQueue()
  return {
    ...createContext({ engine, queue, pool, databaseUrl, actions, triggers, clock: clock.now }),
    outbound: noOutside,
    rolesOf: async () => roles,
    askForJob: async () => undefined,
  }
}
