import { setTimeout } from 'node:timers/promises'
import { createAutomation, createRunQueue, createScenarios, type Scenarios } from '@tessera/automation'
import { actions, fieldTypes, triggers } from '@tessera/blocks/server'
import { createEngine, reconcile, systemActor, type Actor, type Engine, type TemplateOrder } from '@tessera/engine'
import type { JobAnswer, TemplatePackage, TemplateResponse } from '@tessera/metadata'
import type { Pool } from 'pg'
import { withDatabase } from '../../support/database.js'

/** An installation without a template: engine, administrator, and who plays scenarios. */
export interface TemplateWorkspace {
  readonly engine: Engine
  readonly scenarios: Scenarios
  readonly pool: Pool
  readonly admin: Actor
}

export interface OpenWorkspace extends TemplateWorkspace {
  /** Every document of the workspace and how its templates stand, byte for byte as PostgreSQL keeps them. */
  configuration(): Promise<string>
  /** Where documents and tables disagree. */
  drift(): Promise<readonly string[]>
  /** Takes a template away, whatever it costs. */
  uninstall(key: string): Promise<void>
  close(): Promise<void>
}

/** Installs a template as an administrator does who accepts every warning. */
export async function install({ engine, admin }: TemplateWorkspace, template: TemplatePackage): Promise<void> {
  await carryOut({ engine, admin }, { action: 'install', key: template.manifest.key, package: template, request: {} })
}

/** Loads the sample data of an installed template. */
export async function loadSample({ engine, admin }: TemplateWorkspace, template: TemplatePackage): Promise<JobAnswer> {
  const { key } = template.manifest
  const { job = '' } = await engine.templates.carryOut(admin, {
    action: 'install',
    key,
    package: template,
    request: { sample: true },
  })
  for (;;) {
    const answer = await engine.jobs.get(admin, job)
    if (answer.state !== 'queued' && answer.state !== 'running') return answer
    await setTimeout(50)
  }
}

async function carryOut(
  { engine, admin }: Pick<TemplateWorkspace, 'engine' | 'admin'>,
  order: TemplateOrder,
): Promise<TemplateResponse> {
  const { plan } = await engine.templates.plan(admin, order)
  const accept = plan.hazards.filter(({ severity }) => severity === 'warn').map(({ id }) => id)
  return engine.templates.carryOut(admin, { ...order, request: { ...order.request, accept } })
}

async function configurationOf(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ text: string }>(
    `SELECT body::text AS text FROM ws_main.document_versions WHERE until IS NULL ORDER BY kind, key, document_id`,
  )
  const states = await pool.query<{ text: string }>(
    `SELECT concat(key, ' ', installed::text) AS text FROM
       (SELECT DISTINCT ON (key) key, installed FROM ws_main.templates ORDER BY key, revision DESC) AS newest
     WHERE installed IS NOT NULL ORDER BY key`,
  )
  return [...rows, ...states.rows].map(({ text }) => text).join('\n')
}

const secret = new Uint8Array(32).fill(7)

/** A workspace `main` on a database of its own, until it is closed: the tests of a template share it. */
export async function openWorkspace(): Promise<OpenWorkspace> {
  let close: () => void = () => undefined
  const closed = new Promise<void>((resolve) => (close = resolve))
  return new Promise<OpenWorkspace>((resolve, reject) => {
    const over = withDatabase(async ({ pool, url }) => {
      const queue = createRunQueue()
      const parts = { pool, fieldTypes, secret, triggers }
      const engine = createEngine({ ...parts, actions: actions.definitions, automation: queue.port })
      try {
        await engine.migrate()
        await createAutomation({ engine, queue, pool, databaseUrl: url, actions, triggers }).migrate()
        await engine.workspaces.create({ key: 'main', title: '测试' })
        const admin = await addAdministrator(engine)
        const scenarios = createScenarios({ databaseUrl: url, fieldTypes, actions, triggers, secret, log })
        resolve({
          engine,
          scenarios,
          pool,
          admin,
          configuration: () => configurationOf(pool),
          drift: () => reconcile({ pool, fieldTypes }, 'main'),
          uninstall: async (key) => {
            await carryOut({ engine, admin }, { action: 'uninstall', key, request: {} })
          },
          close: () => (close(), over),
        })
        await closed
      } finally {
        await engine.stop()
      }
    })
    over.catch(reject)
  })
}

const log = {
  info: (): void => undefined,
  error: (details: object, message: string): void => console.error(message, details),
}

async function addAdministrator(engine: Engine): Promise<Actor> {
  const person = { name: '管理员', email: 'admin@example.com' }
  const { id } = await engine.records.create(systemActor('main', 'test'), 'user', person)
  return {
    id,
    name: person.name,
    workspace: 'main',
    roles: ['administrator'],
    locale: 'zh-CN',
    through: { kind: 'person' },
  }
}
