import { systemActor, type Actor } from '@tessera/engine'
import { AppError, isAppError, type ScenarioRefusal, type ScenarioStep } from '@tessera/metadata'
import { differencesOf } from './compare-values.js'
import { isRefusedFor, otherwise, wordsOf } from './otherwise.js'
import { readDuration } from './scenario-clock.js'
import { filterOf, toWire } from './scenario-values.js'
import { actorNamed, giveName, objectNamed, recordNamed, type ScenarioWorld } from './scenario-world.js'

type Step<K extends string> = Extract<ScenarioStep, { readonly [N in K]: unknown }>

/** Does one step and looks whether it went as the scenario says. Errors: Otherwise. */
export async function doStep(world: ScenarioWorld, step: ScenarioStep): Promise<void> {
  if ('create' in step) await create(world, step)
  else if ('change' in step) await change(world, step)
  else if ('delete' in step) await remove(world, step)
  else if ('wait' in step) await wait(world, step)
  else if ('expect' in step) await expectValues(world, step)
  else if ('hidden' in step) await expectHidden(world, step)
  else if ('count' in step) await expectCount(world, step)
  else await expectTold(world, step)
}

async function create(world: ScenarioWorld, { create: key, as, by, values, refused }: Step<'create'>): Promise<void> {
  const object = objectNamed(world, key)
  await attempt(refused, async () => {
    const { id } = await world.engine.records.create(actorNamed(world, by), key, toWire(world, object, values))
    if (as !== undefined) giveName(world, as, { object: key, id })
  })
  await world.worker.settle()
}

async function change(world: ScenarioWorld, { change: name, by, values, refused }: Step<'change'>): Promise<void> {
  const { object, id } = recordNamed(world, name)
  const wire = toWire(world, objectNamed(world, object), values)
  await attempt(refused, () => world.engine.records.update(writerOf(world, by, object), object, id, wire))
  await world.worker.settle()
}

/** People are kept by the platform; what a scenario changes about them is what an administrator does with a person. */
const writerOf = (world: ScenarioWorld, by: string | undefined, object: string): Actor =>
  by === undefined && object === 'user' ? systemActor(world.administrator.workspace, 'scenario') : actorNamed(world, by)

async function remove(world: ScenarioWorld, { delete: name, by, refused }: Step<'delete'>): Promise<void> {
  const { object, id } = recordNamed(world, name)
  await attempt(refused, () => world.engine.records.remove(actorNamed(world, by), object, id))
  await world.worker.settle()
}

/** Does something that must succeed, or be refused as it is said. */
async function attempt(refused: ScenarioRefusal | undefined, work: () => Promise<unknown>): Promise<void> {
  const error = await work().then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error === undefined) {
    if (refused === undefined) return
    const wanted = JSON.stringify(refused)
    throw otherwise(`应被拒绝 ${wanted}，实际成功了。`, `Expected to be refused ${wanted}; it succeeded.`)
  }
  if (!(error instanceof AppError)) throw error
  if (refused !== undefined && isRefusedFor(error, refused)) return
  const words = wordsOf(error)
  if (refused === undefined)
    throw otherwise(`应当成功，实际被拒绝：${words['zh-CN']}`, `Expected to succeed; it was refused: ${words.en}`)
  const wanted = JSON.stringify(refused)
  throw otherwise(
    `应以 ${wanted} 被拒绝，实际的理由是：${words['zh-CN']}`,
    `Expected to be refused with ${wanted}; the reason was: ${words.en}`,
  )
}

async function wait({ worker }: ScenarioWorld, { wait: text }: Step<'wait'>): Promise<void> {
  const ms = readDuration(text)
  if (ms === undefined)
    throw otherwise(
      `「${text}」不是一段时间，应写作 3d、2h 或 30m。`,
      `“${text}” is no stretch of time: write 3d, 2h or 30m.`,
    )
  await worker.wait(ms)
}

async function expectValues(world: ScenarioWorld, { expect: name, by, values }: Step<'expect'>): Promise<void> {
  const { object, id } = recordNamed(world, name)
  const found = await read(world, name, actorNamed(world, by))
  if (found === undefined)
    throw otherwise(`${who(by)}找不到「${name}」。`, `${by ?? 'The administrator'} does not find ${name}.`)
  const differences = differencesOf(world, objectNamed(world, object), values, { id, ...found })
  if (differences.length === 0) return
  const sentence = (words: (difference: (typeof differences)[number]) => string, join: string): string =>
    differences.map(words).join(join)
  throw otherwise(
    `「${name}」：${sentence((d) => `「${d.label['zh-CN']}」（${d.field}）应为 ${d.expected}，实际为 ${d.actual['zh-CN']}`, '；')}。`,
    `${name}: ${sentence((d) => `“${d.label.en}” (${d.field}) should be ${d.expected} and is ${d.actual.en}`, '; ')}.`,
  )
}

async function expectHidden(world: ScenarioWorld, { hidden: name, by }: Step<'hidden'>): Promise<void> {
  if ((await read(world, name, actorNamed(world, by))) !== undefined)
    throw otherwise(`${who(by)}应看不到「${name}」，实际看得到。`, `${by} should not see ${name}, and does.`)
}

/** A record as somebody reads it; undefined where it is for them as if there were none. */
async function read(
  world: ScenarioWorld,
  name: string,
  actor: Actor,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { object, id } = recordNamed(world, name)
  try {
    const { json } = await world.engine.records.get(actor, object, id)
    return JSON.parse(json) as Readonly<Record<string, unknown>>
  } catch (error) {
    if (isOutOfSight(error)) return undefined
    throw error
  }
}

const isOutOfSight = (error: unknown): boolean =>
  isAppError(error, 'record.not_found') || isAppError(error, 'record.unknown_object')

async function expectCount(world: ScenarioWorld, { count: object, by, filter, is }: Step<'count'>): Promise<void> {
  objectNamed(world, object)
  const actual = await countOf(world, object, actorNamed(world, by), filter)
  if (actual === is) return
  const which = filter === undefined ? object : `${object} (${filter})`
  throw otherwise(
    `${who(by)}应看到 ${is} 条 ${which}，实际为 ${actual} 条。`,
    `${by ?? 'The administrator'} should see ${is} of ${which}, and sees ${actual}.`,
  )
}

async function countOf(
  world: ScenarioWorld,
  object: string,
  actor: Actor,
  filter: string | undefined,
): Promise<number> {
  try {
    const { count = 0 } = await world.engine.records.query(actor, object, {
      ...(filter === undefined ? {} : { filter: filterOf(world, filter) }),
      limit: 1,
      count: 'exact',
    })
    return count
  } catch (error) {
    // Who may not know the object sees none of its records.
    if (isAppError(error, 'record.unknown_object')) return 0
    if (!(error instanceof AppError)) throw error
    const words = wordsOf(error)
    throw otherwise(`无法计数：${words['zh-CN']}`, `This cannot be counted: ${words.en}`)
  }
}

async function expectTold(world: ScenarioWorld, { told: person, title, times }: Step<'told'>): Promise<void> {
  const titles = await titlesFor(world, actorNamed(world, person))
  const found = titles.filter((each) => each.includes(title)).length
  if (times === undefined ? found > 0 : found === times) return
  const heardChinese = titles.length === 0 ? '没有通知' : titles.map((each) => `「${each}」`).join('')
  const heardEnglish = titles.length === 0 ? 'nothing' : titles.map((each) => `“${each}”`).join(', ')
  throw otherwise(
    `${who(person)}应收到${times === undefined ? '' : ` ${times} 条`}含「${title}」的通知，实际为 ${found} 条。收到的全部通知：${heardChinese}。`,
    `${person} should have been told “${title}” ${times === undefined ? 'at least once' : `${times} times`}, and was ${found} times. All they were told: ${heardEnglish}.`,
  )
}

const who = (name: string | undefined): string => (name === undefined ? '管理员' : `「${name}」`)

async function titlesFor({ engine }: ScenarioWorld, actor: Actor): Promise<readonly string[]> {
  const titles: string[] = []
  let after: string | undefined
  do {
    const page = await engine.notifications.list(actor, { limit: 100, ...(after === undefined ? {} : { after }) })
    titles.push(...page.notifications.map(({ title }) => title))
    after = page.next ?? undefined
  } while (after !== undefined)
  return titles
}
