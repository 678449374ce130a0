import { actions, fieldTypes, triggers } from '@tessera/blocks/server'
import { createEngine, systemActor, uuid7, type Actor, type Engine } from '@tessera/engine'
import type { RunDetail, WireDocument } from '@tessera/metadata'
import type { Pool } from 'pg'
import { withDatabase } from '../../../tests/support/database.js'
import type { AutomationContext } from './automation-context.js'
import type { Automation, AutomationOptions, NewNotification } from './contract.js'
import { createAutomation } from './create-automation.js'
import { createContext } from './create-context.js'
import { createRunQueue } from './queue/create-run-queue.js'
import { Drain } from './queue/drain.js'
import { FreshCatalogs } from './queue/fresh-catalogs.js'
import { Graphs } from './queue/graphs.js'
import { Heartbeat } from './queue/heartbeat.js'
import { OutsideLanes } from './queue/outside-lanes.js'
import { Poll } from './queue/poll.js'

type Json = Readonly<Record<string, unknown>>

/** A worker without timers: it works when a test tells it to. */
export interface TestWorker {
  readonly context: AutomationContext
  /** Works until nothing is due. */
  drain(): Promise<void>
  /** Looks at schedules and limits, as the worker does every second. */
  poll(): Promise<void>
}

export interface TestAutomation extends TestWorker {
  readonly engine: Engine
  readonly automation: Automation
  /** What it was made with. */
  readonly options: AutomationOptions
  readonly pool: Pool
  readonly url: string
  readonly admin: Actor
  readonly nobody: Actor
  readonly told: NewNotification[]
  /** Moves the clock of everything. */
  advance(ms: number): void
  now(): Date
  /** A second worker, as another process would have. */
  another(more?: Partial<AutomationOptions>): TestWorker
}

const ids = { admin: '01900000-0000-7000-8000-00000000000a', nobody: '01900000-0000-7000-8000-00000000000b' }

const admin: Actor = {
  id: ids.admin,
  name: '管理员',
  workspace: 'main',
  roles: ['administrator'],
  locale: 'zh-CN',
  through: { kind: 'person' },
}
const nobody: Actor = { ...admin, id: ids.nobody, name: '无角色', roles: [] }

const secret = new Uint8Array(32).fill(7)

/** Devices, and the tasks to repair them. */
export const deviceDocuments: readonly Json[] = [
  {
    kind: 'object',
    key: 'device',
    label: { 'zh-CN': '设备', en: 'Device' },
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: '名称', required: true },
      {
        key: 'status',
        type: 'select',
        label: '状态',
        default: '"running"',
        options: [
          { key: 'running', label: '运行' },
          { key: 'broken', label: '故障' },
        ],
      },
      { key: 'cost', type: 'currency', label: '费用' },
      { key: 'note', type: 'longText', label: '备注' },
      { key: 'keeper', type: 'user', label: '保管人' },
      { key: 'dueOn', type: 'date', label: '到期日' },
      { key: 'dueAt', type: 'dateTime', label: '到期时间' },
      { key: 'count', type: 'number', label: '次数', default: '0', decimals: 0 },
    ],
  },
  {
    kind: 'object',
    key: 'repair',
    label: { 'zh-CN': '维修任务', en: 'Task' },
    titleField: 'subject',
    fields: [
      { key: 'subject', type: 'text', label: '主题', required: true, maxLength: 40 },
      { key: 'device', type: 'lookup', label: '设备', target: 'device' },
      { key: 'done', type: 'boolean', label: '完成' },
      { key: 'priority', type: 'number', label: '优先级' },
    ],
    rules: [{ key: 'no-zero', when: 'priority = 0', field: 'priority', message: '优先级不能为零' }],
  },
]

/** A node; its id comes from its place. */
export type TestNode = { readonly type: string; readonly config: Json; readonly id?: string; readonly next?: Json }

/** A workflow about devices whose nodes follow each other by their first ports, unless they say otherwise. */
export function workflow(key: string, trigger: Json, nodes: readonly TestNode[], more: Json = {}): Json {
  const firstPort = (type: string): string => actions.definitions.get(type)?.ports[0]?.key ?? 'next'
  return {
    kind: 'workflow',
    key,
    label: key,
    object: 'device',
    active: true,
    trigger,
    start: nodes[0]?.id ?? 'n1',
    nodes: nodes.map((node, index) => ({
      id: `n${index + 1}`,
      ...(index + 1 < nodes.length
        ? { next: { [firstPort(node.type)]: nodes[index + 1]?.id ?? `n${index + 2}` } }
        : {}),
      ...node,
    })),
    ...more,
  }
}

export const created: Json = { type: 'recordCreated' }

/** A task about the device. */
export const makeTask: TestNode = {
  type: 'createRecord',
  config: {
    object: 'repair',
    values: [
      { field: 'subject', value: '"修 " & name' },
      { field: 'device', value: 'id' },
    ],
  },
}

/** Runs `body` with devices, tasks and these workflows. Nothing works on runs until the test says so. */
export function withAutomation<R>(
  workflows: readonly Json[],
  body: (test: TestAutomation) => Promise<R>,
  more: Partial<AutomationOptions> = {},
): Promise<R> {
  return withDatabase.fromTemplate('automation', build, async ({ pool, url }) => {
    let skew = 0
    const clock = (): Date => new Date(Date.now() + skew)
    const told: NewNotification[] = []
    const queue = createRunQueue()
    const engine = engineOn(pool, clock, queue)
    const options: AutomationOptions = {
      engine,
      queue,
      pool,
      databaseUrl: url,
      actions,
      triggers,
      clock,
      notified: (_, notifications) => told.push(...notifications),
      log: { info: () => undefined, error: (details, message) => console.error(message, details) },
      ...more,
    }
    if (workflows.length > 0) await publish(engine, workflows)
    const worker = workerOf(options)
    try {
      return await body({
        ...worker,
        engine,
        automation: createAutomation(options),
        options,
        pool,
        url,
        admin,
        nobody,
        told,
        advance: (ms) => (skew += ms),
        now: clock,
        another: (other = {}) => workerOf({ ...options, ...other }),
      })
    } finally {
      await engine.stop()
    }
  })
}

async function build({ pool, url }: { readonly pool: Pool; readonly url: string }): Promise<void> {
  const queue = createRunQueue()
  const engine = engineOn(pool, () => new Date(), queue)
  await engine.migrate()
  const options = { engine, queue, pool, databaseUrl: url, actions, triggers }
  await createAutomation(options).migrate()
  await engine.workspaces.create({ key: 'main', title: '测试' })
  for (const { id, name } of [admin, nobody]) {
    const email = `${id.slice(-1)}@example.com`
    await engine.records.create(systemActor('main', 'test'), 'user', { id, name, email })
  }
  await publish(engine, deviceDocuments)
  await engine.stop()
}

function engineOn(pool: Pool, clock: () => Date, queue: ReturnType<typeof createRunQueue>): Engine {
  return createEngine({
    pool,
    fieldTypes,
    secret,
    clock,
    actions: actions.definitions,
    triggers,
    automation: queue.port,
  })
}

function workerOf(options: AutomationOptions): TestWorker {
  const context = createContext(options)
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
  return {
    context,
    drain: async () => {
      drain.nudge('main')
      await drain.settled()
    },
    poll: () => poll.tick(),
  }
}

/** Publishes whole documents as the administrator, accepting nothing. */
export async function publish(engine: Engine, documents: readonly unknown[]): Promise<number> {
  const changes = documents.map((document) => ({ op: 'put' as const, document: document as WireDocument }))
  return (await engine.changes.publish(admin, { changes })).revision
}

/** Makes a device and gives its id. */
export async function makeDevice({ engine }: Pick<TestAutomation, 'engine'>, values: Json = {}): Promise<string> {
  return (await engine.records.create(admin, 'device', { name: '泵', ...values })).id
}

/** Records of an object, oldest first. */
export async function recordsOf(
  { engine }: Pick<TestAutomation, 'engine'>,
  object: string,
  filter?: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const query = { sort: ['createdAt'], limit: 500, ...(filter === undefined ? {} : { filter }) }
  return JSON.parse((await engine.records.query(admin, object, query)).recordsJson) as Readonly<
    Record<string, unknown>
  >[]
}

/** The runs of a workflow in full, oldest first. */
export async function runsOf(
  { automation }: Pick<TestAutomation, 'automation'>,
  key: string,
): Promise<readonly RunDetail[]> {
  const { runs } = await automation.runs.list(admin, key, { limit: 200 })
  return Promise.all([...runs].reverse().map(({ id }) => automation.runs.get(admin, id)))
}

/** An id that no record has. */
export const unknownId = uuid7()
