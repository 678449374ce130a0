import { fieldTypes } from '@tessera/blocks/server'
import type { WireDocument } from '@tessera/metadata'
import type { Pool } from 'pg'
import { withDatabase } from '../../../tests/support/database.js'
import type { Actor, Engine, EngineOptions } from './contract.js'
import { createEngine } from './engine.js'
import { systemActor } from './access/actor.js'
import { reconcile } from './schema/reconcile.js'

type Options = Partial<EngineOptions>

interface Prepared extends Options {
  /** What the workspace holds besides its documents; done once per test run, so `name` must say it. */
  readonly fill?: (test: Pick<TestEngine, 'engine' | 'pool'>) => Promise<void>
}

/** A workspace `main` on a fresh database, with an administrator, and what was published into it. */
export interface TestEngine {
  readonly engine: Engine
  readonly pool: Pool
  readonly url: string
  readonly admin: Actor
  /** Has an account and no role. */
  readonly nobody: Actor
  /** A second engine on the same database, as another process would have. */
  another(differently?: Options): Engine
}

const ids = { admin: '01900000-0000-7000-8000-00000000000a', nobody: '01900000-0000-7000-8000-00000000000b' }

export const testAdmin: Actor = {
  id: ids.admin,
  name: '管理员',
  workspace: 'main',
  roles: ['administrator'],
  locale: 'zh-CN',
  through: { kind: 'person' },
}

export const testNobody: Actor = { ...testAdmin, id: ids.nobody, name: '无角色', roles: [] }

const secret = new Uint8Array(32).fill(7)

const engineOn = (pool: Pool, options: Options): Engine => createEngine({ pool, fieldTypes, secret, ...options })

/** Runs `body` with an engine whose workspace holds `documents`; the prepared database is built once per test run. */
export function withEngine<R>(
  name: string,
  documents: readonly unknown[],
  body: (test: TestEngine) => Promise<R>,
  { fill, ...options }: Prepared = {},
): Promise<R> {
  return withDatabase.fromTemplate(
    `engine_${name}`,
    async ({ pool }) => {
      const engine = engineOn(pool, options)
      await engine.migrate()
      await engine.workspaces.create({ key: 'main', title: '测试' })
      const platform = systemActor('main', 'test')
      for (const actor of [testAdmin, testNobody]) {
        await engine.records.create(platform, 'user', {
          id: actor.id,
          name: actor.name,
          email: `${actor.id.slice(-1)}@example.com`,
        })
      }
      if (documents.length > 0) await publish(engine, documents)
      await fill?.({ engine, pool })
      await engine.stop()
    },
    async ({ pool, url }) => {
      const engine = engineOn(pool, options)
      const others: Engine[] = []
      try {
        const result = await body({
          engine,
          pool,
          url,
          admin: testAdmin,
          nobody: testNobody,
          another: (differently = {}) => {
            const other = engineOn(pool, { ...options, ...differently })
            others.push(other)
            return other
          },
        })
        // Whatever a test did: documents and tables agree, or it fails.
        const drift = await reconcile({ pool, fieldTypes }, 'main')
        if (drift.length > 0) throw new Error(`documents and tables differ: ${drift.join('; ')}`)
        return result
      } finally {
        await Promise.all([engine, ...others].map((each) => each.stop()))
      }
    },
  )
}

/** Publishes whole documents as the administrator, accepting nothing. */
export async function publish(engine: Engine, documents: readonly unknown[]): Promise<number> {
  const changes = documents.map((document) => ({ op: 'put' as const, document: document as WireDocument }))
  return (await engine.changes.publish(testAdmin, { changes })).revision
}
