import type { Catalog, Engine, EngineLog } from '@tessera/engine'
import { AppError, type ScenarioResult, type TemplateScenario, type Texts } from '@tessera/metadata'
import { doStep } from './do-step.js'
import { Otherwise, wordsOf } from './otherwise.js'
import type { ReportTime } from './report-time.js'
import type { ScenarioClock, FirstMoment } from './scenario-clock.js'
import type { ScenarioWorker } from './scenario-worker.js'
import { castPeople, type NamedRecord, type ScenarioWorld } from './scenario-world.js'

/** Where scenarios are played, one after another. */
export interface Stage {
  readonly engine: Engine
  readonly catalog: Catalog
  readonly clock: ScenarioClock
  readonly worker: ScenarioWorker
  readonly begins: FirstMoment
  readonly time: ReportTime
  readonly log: EngineLog
  /** Of the people of the scenario that is played, by id. */
  readonly roles: Map<string, readonly string[]>
  /** Removes everything the scenario before has left. */
  clear(): Promise<void>
}

/** Plays a scenario from its beginning on an empty stage. Never throws: what goes wrong is its result. */
export async function playScenario(stage: Stage, scenario: TemplateScenario): Promise<ScenarioResult> {
  const { key, label, steps } = scenario
  const since = performance.now()
  let at = 0
  try {
    stage.time.check()
    const world = await setUp(stage, scenario)
    for (const [index, step] of steps.entries()) {
      at = index
      stage.time.check()
      await doStep(world, step)
    }
    return { key, label, passed: true, ms: Math.round(performance.now() - since) }
  } catch (error) {
    const message = await explain(stage, scenario, at, error)
    return { key, label, passed: false, ms: Math.round(performance.now() - since), failure: { step: at, message } }
  }
}

async function setUp(stage: Stage, { people = {} }: TemplateScenario): Promise<ScenarioWorld> {
  const { engine, catalog, clock, worker, begins } = stage
  await stage.clear()
  clock.setTo(begins.at)
  await worker.begin()
  const cast = await castPeople(engine, catalog.workspace.key, people)
  stage.roles.clear()
  for (const { id, roles } of [cast.administrator, ...cast.people.values()]) stage.roles.set(id, roles)
  const names = new Map<string, NamedRecord>()
  for (const [name, { id }] of cast.people) names.set(name, { object: 'user', id })
  return { engine, catalog, worker, today: begins.day, ...cast, names }
}

/** What went otherwise, and which workflows failed on the way: that is often why. */
async function explain(
  { worker, log }: Stage,
  { key }: TemplateScenario,
  step: number,
  error: unknown,
): Promise<Texts> {
  const said = saidBy(error)
  if (said === undefined) {
    log.error({ err: error, scenario: key, step }, 'a scenario met an internal error')
    const detail = error instanceof Error ? error.message : String(error)
    return { 'zh-CN': `内部错误：${detail}`, en: `Internal error: ${detail}` }
  }
  const troubles = await worker.troubles().catch(() => undefined)
  if (troubles === undefined) return said
  return { 'zh-CN': `${said['zh-CN']}${troubles['zh-CN']}`, en: `${said.en} ${troubles.en}` }
}

function saidBy(error: unknown): Texts | undefined {
  if (error instanceof Otherwise) return error.texts
  return error instanceof AppError ? wordsOf(error) : undefined
}
