import { expect, test } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Pool } from 'pg'
import { signIn } from '../api/support/use-server.js'
import { withDatabase } from '../support/database.js'
import { administrator } from './administrator.js'
import { startMortalServer } from './mortal-server.js'

const rows = 1_300

/** Three pages of sample records. */
const template = {
  format: 1,
  manifest: { key: 'clients', version: '1.0.0', title: { 'zh-CN': '客户', en: 'Clients' }, summary: '客户' },
  documents: [
    { kind: 'object', key: 'client', label: '客户', fields: [{ key: 'name', type: 'text', label: '名称' }] },
    { kind: 'view', key: 'clients', object: 'client', type: 'table', label: '客户', fields: ['name'] },
  ],
  data: [{ object: 'client', csv: ['name', ...Array.from({ length: rows }, (_, row) => `客户 ${row}`)].join('\n') }],
  scenarios: [],
}

/** What there is of the template, all of it told by PostgreSQL. */
async function traces(pool: Pool): Promise<object> {
  const count = async (sql: string): Promise<number> => Number((await pool.query<{ n: string }>(sql)).rows[0]?.n)
  return {
    states: await count('SELECT count(*) AS n FROM ws_main.templates'),
    documents: await count(`SELECT count(*) AS n FROM ws_main.document_versions WHERE key IN ('client', 'clients')`),
    jobs: await count('SELECT count(*) AS n FROM ws_main.jobs'),
    noted: await count(`SELECT count(*) AS n FROM ws_main.audit WHERE action LIKE 'template.installed'`),
  }
}

const nothing = { states: 0, documents: 0, jobs: 0, noted: 0 }
const everything = { states: 1, documents: 2, jobs: 1, noted: 1 }

test('an installation whose process is killed has left nothing or everything, and its sample data comes once', async () => {
  await withDatabase(async ({ url, pool }) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'tessera-templates-'))
    /** Starts a server that dies at a point while it installs. */
    const dieAt = async (failpoints: string, isFirst = false): Promise<void> => {
      const server = await startMortalServer(url, dataDir, failpoints)
      const admin = await signIn(server?.url ?? '', administrator)
      if (isFirst) expect((await admin.post('/api/templates', template)).status).toBe(201)
      await admin.post('/api/templates/clients/install', { sample: true }).catch(() => undefined)
      await server?.death
    }
    try {
      // The first start publishes the system documents: there the installation is the second publish.
      await dieAt('publish.after-ddl=kill@2', true)
      expect(await traces(pool)).toEqual(nothing)
      for (const point of ['publish.after-documents', 'publish.before-commit']) {
        await dieAt(`${point}=kill@1`)
        expect([point, await traces(pool)]).toEqual([point, nothing])
      }
      await dieAt('publish.after-commit=kill@1')
      expect(await traces(pool)).toEqual(everything)

      // The next one takes the job up, and dies in the midst of it.
      await (
        await startMortalServer(url, dataDir, 'sample.page=kill@2')
      )?.death
      const last = await startMortalServer(url, dataDir, '')
      const state = async (): Promise<string | undefined> =>
        (await pool.query<{ state: string }>('SELECT state FROM ws_main.jobs')).rows[0]?.state
      while ((await state()) === 'running' || (await state()) === 'queued') await setTimeout(50)
      const admin = await signIn(last?.url ?? '', administrator)
      const { body } = await admin.get('/api/records/client?limit=1&count=exact')
      const listed = await admin.get('/api/templates/clients')
      await last?.kill()

      expect([await state(), Number(body.count)]).toEqual(['done', rows])
      expect(listed.body).toMatchObject({ installed: { version: '1.0.0', sample: rows } })
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  })
}, 120_000)
