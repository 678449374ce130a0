import { describe, expect, test } from '@jest/globals'
import { fieldTypes } from '@tessera/blocks/server'
import { withDatabase } from '../../../tests/support/database.js'
import type { Engine } from './contract.js'
import { createEngine } from './engine.js'
import { testAdmin } from './engine.testing.js'
import { systemDocuments } from './catalog/system-documents.js'
import { settingDocuments } from './catalog/workspace-settings.js'
import { systemActor } from './access/actor.js'
import { reconcile } from './schema/reconcile.js'
import { builder } from './storage/statement.js'
import { workspaceParts } from './storage/workspace-tables.js'
import type { Pool } from 'pg'

/** What came after the first release. */
const later = [
  'events_order',
  'runs',
  'runs_due',
  'runs_of_workflow',
  'runs_of_record',
  'runs_open',
  'runs_stopped',
  'schedules',
  'run_steps',
  'notifications',
  'notifications_of_user',
  'notifications_unread',
  'drafts',
  'draft_documents',
  'draft_commands',
  'unconverted',
]

const laterFields = ['parent', 'departments', 'manager', 'jobTitle', 'phone']

/** Departments and people as the first release had them: the former go away though people work there. */
const asAtFirst = (document: (typeof systemDocuments)[number]): (typeof systemDocuments)[number] => {
  const { fields } = document as unknown as { fields: readonly { key: string; onDelete?: string }[] }
  const known = fields.filter(({ key }) => !laterFields.includes(key) || (key === 'manager' && document.key !== 'user'))
  return { ...document, fields: known.map(({ onDelete: _today, ...field }) => field) } as never
}

/** A workspace `old` as the first release made it: fewer tables, no tasks, departments beside each other. */
async function makeOldWorkspace(pool: Pool, engine: Engine): Promise<void> {
  await engine.migrate()
  await pool.query(`INSERT INTO platform.workspaces (key) VALUES ('old')`)
  await pool.query('CREATE SCHEMA ws_old')
  for (const { name, sql } of workspaceParts(builder, 'ws_old')) {
    if (!later.includes(name)) for (const statement of sql) await pool.query(statement)
  }
  const documents = [
    ...systemDocuments.filter(({ key }) => key !== 'task').map(asAtFirst),
    ...settingDocuments({ title: '老公司', timeZone: 'Asia/Shanghai', locale: 'zh-CN' }),
  ]
  const changes = documents.map((document) => ({ op: 'put' as const, document }))
  await engine.changes.publish(systemActor('old', 'test'), { base: 0, changes })
}

const onDatabase = (body: (pool: Pool, start: () => Engine, told: string[]) => Promise<void>): Promise<void> =>
  withDatabase(async ({ pool }) => {
    const told: string[] = []
    const log = { info: () => undefined, error: (_details: object, message: string) => void told.push(message) }
    const engines: Engine[] = []
    const start = (): Engine => {
      const engine = createEngine({ pool, fieldTypes, secret: new Uint8Array(32), log })
      engines.push(engine)
      return engine
    }
    await body(pool, start, told)
    await Promise.all(engines.map((engine) => engine.stop()))
  })

const old = { ...testAdmin, workspace: 'old' }

describe('a workspace of an earlier version', () => {
  test('gets the tables and the system objects it lacks at the next start, once, whoever starts', () =>
    onDatabase(async (pool, start, told) => {
      await makeOldWorkspace(pool, start())
      const [first, second] = [start(), start()]

      await Promise.all([first.migrate(), second.migrate()])
      await first.migrate()

      const { documents, revision } = await second.documents.list(old, { kinds: ['object'] })
      expect([revision, documents.map(({ key }) => key).sort()]).toEqual([2, ['department', 'task', 'user']])
      const { rows } = await pool.query<{ name: string }>(
        `SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'ws_old'::regnamespace`,
      )
      expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(later))
      expect(await reconcile({ pool, fieldTypes }, 'old')).toEqual([])
      const task = JSON.parse((await first.records.create(old, 'task', { subject: '打电话', owner: null })).json)
      expect(task).toMatchObject({ subject: '打电话', status: 'open', priority: 'normal', assignee: null })
      expect(told).toEqual([])
    }))

  test('gets the fields that its system objects lack, once', () =>
    onDatabase(async (pool, start) => {
      const engine = start()
      await makeOldWorkspace(pool, engine)
      await start().migrate()
      const { document } = await engine.documents.get(old, 'object', 'department')
      expect(document).toMatchObject({
        fields: expect.arrayContaining([expect.objectContaining({ key: 'parent', target: 'department', tree: true })]),
      })
      const people = await engine.documents.get(old, 'object', 'user')
      expect(people.document).toMatchObject({
        fields: [
          { key: 'name' },
          { key: 'email' },
          { key: 'department', onDelete: 'refuse' },
          { key: 'active' },
          { key: 'departments', target: 'department' },
          { key: 'manager', tree: true },
          { key: 'jobTitle' },
          { key: 'phone' },
        ],
      })
      const top = await engine.records.create(old, 'department', { name: '总部', owner: null })
      await engine.records.create(old, 'department', { name: '销售部', parent: top.id, owner: null })
      const filter = `id under "${top.id}"`
      expect((await engine.records.query(old, 'department', { filter, count: 'exact' })).count).toBe(2)

      const { revision } = await engine.documents.list(old, { kinds: ['object'] })
      await start().migrate()
      expect((await engine.documents.list(old, { kinds: ['object'] })).revision).toBe(revision)
    }))

  test('keeps an object of its own that has the key of a new system object, and the log says so', () =>
    onDatabase(async (pool, start, told) => {
      const engine = start()
      await makeOldWorkspace(pool, engine)
      const own = { kind: 'object', key: 'task', label: '待办', fields: [{ key: 'what', type: 'text', label: '事项' }] }
      await engine.changes.publish(old, { changes: [{ op: 'put', document: own as never }] })

      await start().migrate()

      const { document } = await engine.documents.get(old, 'object', 'task')
      expect(document).toMatchObject({ label: '待办' })
      expect(told).toEqual(['a system object is missing: an object of the workspace has its key'])
    }))

  test('that cannot be upgraded does not keep the others from it', () =>
    onDatabase(async (pool, start, told) => {
      const engine = start()
      await makeOldWorkspace(pool, engine)
      await pool.query(`INSERT INTO platform.workspaces (key) VALUES ('broken')`)
      await pool.query('CREATE SCHEMA ws_broken; CREATE TABLE ws_broken.runs (x integer)')

      await start().migrate()

      expect((await engine.documents.get(old, 'object', 'task')).document.key).toBe('task')
      expect(told).toContain('the workspace could not be brought to the layout of this version')
    }))
})
