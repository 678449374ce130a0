import { createAutomation, createRunQueue, createScenarios, type Scenarios } from '@tessera/automation'
import { actions, fieldTypes, triggers } from '@tessera/blocks/server'
import { createEngine, systemActor, type Actor, type Engine } from '@tessera/engine'
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
  close(): Promise<void>
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
        resolve({ engine, scenarios, pool, admin, close: () => (close(), over) })
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
