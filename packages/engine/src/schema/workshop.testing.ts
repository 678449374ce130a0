import { createHash } from 'node:crypto'
import { fieldTypes } from '@tessera/blocks/server'
import type { AppError, Change, Hazard, WireDocument } from '@tessera/metadata'
import type { Pool } from 'pg'
import { withDatabase } from '../../../../tests/support/database.js'
import { systemActor } from '../access/actor.js'
import { CatalogCache } from '../catalog/catalog-cache.js'
import type { Actor, Engine, EngineOptions, PublishAnswer, PublishInput } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { SecretBox } from '../encryption/secret-box.js'
import { createEngine } from '../engine.js'
import { reconcile } from './reconcile.js'

/** A workspace `main` of a real engine in a database of its own, with short ways to change it and to look behind it. */
export interface Workshop {
  readonly engine: Engine
  readonly pool: Pool
  readonly url: string
  readonly admin: Actor
  readonly nobody: Actor
  /** Publishes, accepting every warning; afterwards documents and tables must agree. */
  publish(changes: readonly Change[], more?: Partial<PublishInput>): Promise<PublishAnswer>
  put(...documents: readonly object[]): Promise<PublishAnswer>
  undo(revision: number): Promise<PublishAnswer>
  /** Today's document of an object, to be changed and put back. */
  object(key: string): Promise<ObjectDraft>
  create(object: string, ...records: readonly object[]): Promise<string[]>
  /** Every record of an object as the record API gives it, oldest first. */
  records(object: string): Promise<readonly Record<string, unknown>[]>
  drift(): Promise<readonly string[]>
  /** One hash over every row of the workspace, documents included. */
  hash(): Promise<string>
}

/** An object document that tests change in place. */
export interface ObjectDraft {
  readonly kind: 'object'
  id?: string
  key: string
  label: unknown
  fields: FieldDraft[]
  [property: string]: unknown
}

export interface FieldDraft {
  id?: string
  key: string
  type: string
  label: unknown
  [property: string]: unknown
}

const person = (id: string, roles: readonly string[]): Actor => ({
  id,
  name: '李雷',
  workspace: 'main',
  roles,
  locale: 'zh-CN',
  through: { kind: 'person' },
})

export const testAdmin = person('00000000-0000-7000-8000-00000000000a', ['administrator'])

/** Runs `body` with a fresh workspace (revision 1: system documents only). */
export async function withWorkshop(body: (workshop: Workshop) => Promise<void>): Promise<void> {
  await withDatabase.fromTemplate('workshop', buildWorkshop, async ({ pool, url }) => {
    const engine = testEngine(pool)
    try {
      await body(workshopOf(engine, pool, url))
    } finally {
      await engine.stop()
    }
  })
}

async function buildWorkshop({ pool }: { pool: Pool }): Promise<void> {
  const engine = testEngine(pool)
  await engine.migrate()
  await engine.workspaces.create({ key: 'main', title: '测试' })
  const user = { id: testAdmin.id, name: testAdmin.name, email: 'lilei@example.com' }
  await engine.records.create(systemActor('main', 'test'), 'user', user)
  await engine.stop()
}

/** Another process, as far as the engine can tell: nothing shared but the database. */
export function testEngine(pool: Pool, more: Pick<EngineOptions, 'runsJobs'> = {}): Engine {
  const error = (details: object, message: string): void => console.error(message, details)
  return createEngine({ pool, fieldTypes, secret: new Uint8Array(32), log: { info: () => undefined, error }, ...more })
}

/** What `testEngine` works with, for tests of a part alone. */
export function testContext(pool: Pool): EngineContext {
  const log = { info: () => undefined, error: () => undefined }
  const catalogs = new CatalogCache(pool, { fieldTypes })
  return {
    pool,
    fieldTypes,
    secret: new Uint8Array(32),
    vault: new SecretBox(new Uint8Array(32)),
    clock: () => new Date(),
    log,
    catalogs,
    filledSearches: new Set(),
  }
}

function workshopOf(engine: Engine, pool: Pool, url: string): Workshop {
  const drift = (): Promise<readonly string[]> => reconcile({ pool, fieldTypes }, 'main')
  const checked = async (answer: PublishAnswer): Promise<PublishAnswer> => {
    const found = answer.job === undefined ? await drift() : []
    if (found.length > 0) throw new Error(`documents and tables differ: ${found.join('; ')}`)
    return answer
  }
  const acceptAll = async (work: (accept: readonly string[]) => Promise<PublishAnswer>): Promise<PublishAnswer> => {
    try {
      return await checked(await work([]))
    } catch (error) {
      const hazards = hazardsOf(error)
      if (hazards.length === 0 || hazards.some(({ severity }) => severity === 'block')) throw error
      return checked(await work(hazards.map(({ id }) => id)))
    }
  }
  const publish: Workshop['publish'] = (changes, more = {}) =>
    acceptAll((accept) => engine.changes.publish(testAdmin, { changes, accept, ...more }))
  return {
    engine,
    pool,
    url,
    admin: testAdmin,
    nobody: person('00000000-0000-7000-8000-00000000000b', []),
    publish,
    put: (...documents) => publish(documents.map((document) => ({ op: 'put', document: document as WireDocument }))),
    undo: (revision) => acceptAll((accept) => engine.changes.undo(testAdmin, revision, { accept })),
    object: async (key) => {
      const { document } = await engine.documents.get(testAdmin, 'object', key)
      return structuredClone(document) as unknown as ObjectDraft
    },
    create: async (object, ...records) => {
      const answer = await engine.records.batch(testAdmin, object, { create: records as Record<string, unknown>[] })
      return 'created' in answer ? answer.created.map(({ id }) => id) : []
    },
    records: async (object) => {
      const page = await engine.records.query(testAdmin, object, { sort: ['createdAt'], limit: 500 })
      return JSON.parse(page.recordsJson) as Record<string, unknown>[]
    },
    drift,
    hash: () => hashWorkspace(pool),
  }
}

/** The hazards of a refused publish; none when the error is another one. */
export function hazardsOf(error: unknown): readonly Hazard[] {
  const { plan } = error as Partial<AppError>
  return plan === undefined ? [] : (plan as { hazards: readonly Hazard[] }).hazards
}

/** The error a promise ends with. */
export async function errorOf(work: Promise<unknown>): Promise<AppError> {
  try {
    await work
  } catch (error) {
    return error as AppError
  }
  throw new Error('it should have been refused')
}

async function hashWorkspace(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'ws_main' ORDER BY 1`,
  )
  const hash = createHash('sha256')
  for (const { name } of rows) {
    const table = await pool.query<{ text: string | null }>(
      `SELECT string_agg(t::text, E'\\n' ORDER BY t::text) AS text FROM ${name} AS t`,
    )
    hash.update(`${name}\n${table.rows[0]?.text ?? ''}\n`)
  }
  return hash.digest('hex')
}
