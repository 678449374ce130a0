import { fieldTypes } from '@tessera/blocks/server'
import { describe, expect, test } from '@jest/globals'
import { loadCatalog } from '../catalog/load-catalog.js'
import { testAdmin, testEngine, withWorkshop } from '../schema/workshop.testing.js'
import type { Workshop } from '../schema/workshop.testing.js'
import { workflowActor } from '../access/actor.js'
import { searchRowOf } from './entry-of-values.js'

const company = {
  kind: 'object',
  key: 'company',
  label: '公司',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'code', type: 'text', label: '代码' },
    { key: 'size', type: 'number', label: '人数' },
  ],
}

async function find({ engine }: Workshop, search: string): Promise<string[]> {
  const { recordsJson } = await engine.records.query(testAdmin, 'company', { search })
  return (JSON.parse(recordsJson) as { name: string }[]).map(({ name }) => name)
}

/** Name of the search table, and how many of its rows are not what the records say, the bin included. */
async function searchTable({ pool }: Workshop): Promise<{ table: string; wrong: number; rows: number }> {
  const catalog = await loadCatalog(pool, 'main', { fieldTypes })
  const object = catalog.objectsByKey.get('company')
  if (object?.search === undefined) throw new Error('nothing is kept for search')
  const { search } = object
  const columns = search.fields.map(({ field }) => `, r."${field.column}" AS "${field.id}"`).join('')
  const { rows } = await pool.query<Record<string, string | null>>(
    `SELECT x."text" AS "kept text", x."tokens"::text AS "kept tokens"${columns}
     FROM ${object.table} AS r LEFT JOIN ${search.table} AS x ON x.id = r.id`,
  )
  const wrong = rows.filter((row) => {
    const { text, tokens } = searchRowOf(search, new Map(Object.entries(row)))
    return row['kept text'] !== text || row['kept tokens'] !== tokens
  })
  return { table: search.tableName, wrong: wrong.length, rows: rows.length }
}

async function finished({ engine }: Workshop, id: string | undefined): Promise<string> {
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    const { state } = await engine.jobs.get(testAdmin, id ?? '')
    if (state !== 'queued' && state !== 'running') return state
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the job did not finish')
}

async function withField(workshop: Workshop, key: string, change: object): Promise<string | undefined> {
  const draft = await workshop.object('company')
  const fields = draft.fields.map((field) => (field.key === key ? { ...field, ...change } : field))
  return (await workshop.put({ ...draft, fields })).job
}

describe('what is written is found at once', () => {
  test('by forms, batches and workflows, and no longer when it is in the bin', async () => {
    await withWorkshop(async (workshop) => {
      const { engine } = workshop
      await workshop.put(company)
      const [id = ''] = await workshop.create('company', { name: '张三', code: 'A1' })
      expect(await find(workshop, 'zs a1')).toEqual(['张三'])

      await engine.records.update(testAdmin, 'company', id, { name: '李四' })
      expect([await find(workshop, 'zs'), await find(workshop, 'lisi')]).toEqual([[], ['李四']])

      await engine.records.update(testAdmin, 'company', id, { size: 3 })
      const create = Array.from({ length: 300 }, (_, n) => ({ name: `王五${n}`, code: n % 2 === 0 ? null : '双数' }))
      await engine.records.batch(testAdmin, 'company', { create, update: [{ id, code: '换了' }] })
      expect([(await find(workshop, '王五')).length, await find(workshop, 'hl'), await find(workshop, 'a1')]).toEqual([
        50,
        ['李四'],
        [],
      ])

      const workflow = workflowActor('main', { workflow: 'w', title: '流程', depth: 1 })
      await engine.records.batch(workflow, 'company', { update: [{ id, name: '赵六' }] })
      expect(await find(workshop, 'zhaoliu')).toEqual(['赵六'])

      await engine.records.remove(testAdmin, 'company', id)
      expect(await find(workshop, '赵六')).toEqual([])
      await engine.records.restore(testAdmin, 'company', id)
      expect(await find(workshop, '赵六')).toEqual(['赵六'])
      expect(await searchTable(workshop)).toMatchObject({ wrong: 0, rows: 301 })
    })
  })

  test('when two records exchange unique values', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put({ ...company, unique: [{ fields: ['code'] }] })
      const [a = '', b = ''] = await workshop.create('company', { name: '甲', code: 'x1' }, { name: '乙', code: 'x2' })
      await workshop.engine.records.batch(testAdmin, 'company', {
        update: [
          { id: a, code: 'x2' },
          { id: b, code: 'x1' },
        ],
      })

      expect([await find(workshop, 'x2'), await find(workshop, 'x1')]).toEqual([['甲'], ['乙']])
      expect(await searchTable(workshop)).toMatchObject({ wrong: 0 })
    })
  })
})

describe('a change of the documents', () => {
  test('that adds a field leaves the search table as it is; one that takes a field from search, or gives it back, makes it anew', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(company)
      await workshop.create('company', { name: '张三', code: '密码' })
      const before = await searchTable(workshop)

      const draft = await workshop.object('company')
      await workshop.put({ ...draft, fields: [...draft.fields, { key: 'city', type: 'text', label: '城市' }] })
      await workshop.create('company', { name: '李四', city: '上海' })
      expect(await find(workshop, 'sh')).toEqual(['李四'])
      expect(await searchTable(workshop)).toEqual({ table: before.table, wrong: 0, rows: 2 })

      await withField(workshop, 'code', { searchable: false })
      expect(await find(workshop, '密码')).toEqual([])
      await withField(workshop, 'code', { searchable: true })
      expect(await find(workshop, '密码')).toEqual(['张三'])

      await workshop.undo((await workshop.engine.documents.list(testAdmin, {})).revision)
      expect(await find(workshop, '密码')).toEqual([])
      expect(await searchTable(workshop)).toMatchObject({ wrong: 0, rows: 2 })
    })
  })

  test('that hides a field hides what it held from search, and its return brings it back', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(company)
      await workshop.create('company', { name: '张三', code: '代码甲' })
      const draft = await workshop.object('company')
      const { revision } = await workshop.put({ ...draft, fields: draft.fields.filter(({ key }) => key !== 'code') })
      expect(await find(workshop, '代码')).toEqual([])
      await workshop.undo(revision)

      expect(await find(workshop, 'dm')).toEqual(['张三'])
      expect(await searchTable(workshop)).toMatchObject({ wrong: 0 })
    })
  })

  test('that gives a field another type, numbers the records or names another title is followed', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(company)
      await workshop.create('company', { name: '张三', size: 4711 }, { name: '李四', size: 12 })
      await withField(workshop, 'size', { type: 'text' })
      expect(await find(workshop, '471')).toEqual(['张三'])
      await withField(workshop, 'name', { type: 'longText' })
      expect(await find(workshop, 'zhangsan')).toEqual(['张三'])

      const draft = await workshop.object('company')
      const number = { key: 'no', type: 'autoNumber', label: '编号', format: 'K-{0000}' }
      await workshop.put({ ...draft, titleField: 'size', fields: [...draft.fields, number] })

      expect([await find(workshop, 'k-0002'), await find(workshop, 'zhangsan')]).toEqual([['李四'], []])
      expect(await searchTable(workshop)).toMatchObject({ wrong: 0, rows: 2 })
    })
  })

  test('that deletes an object and undoes it finds its records again', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(company)
      await workshop.create('company', { name: '张三' })
      const { revision } = await workshop.publish([{ op: 'delete', kind: 'object', key: 'company' }])
      await workshop.undo(revision)

      expect(await find(workshop, 'zs')).toEqual(['张三'])
    })
  })

  test('on a big table leaves the filling to a job: meanwhile the columns are looked into, and writers are found by both', async () => {
    await withWorkshop(async (workshop) => {
      const { engine, pool } = workshop
      const hidden = company.fields.map((field) => ({
        ...field,
        ...(field.type === 'text' ? { searchable: false } : {}),
      }))
      await workshop.put({ ...company, fields: hidden })
      const create = Array.from({ length: 7_000 }, (_, n) => ({ name: `张三${n}`, code: '旧' }))
      for (let round = 0; round < 3; round += 1) await engine.records.batch(testAdmin, 'company', { create })

      const job = await withFieldsSearched(workshop)
      const [id = ''] = await workshop.create('company', { name: '欧阳锋' })
      expect(await find(workshop, '欧阳')).toEqual(['欧阳锋'])
      await engine.stop()
      const next = testEngine(pool)
      await next.migrate()
      expect(await finished({ ...workshop, engine: next }, job)).toBe('done')
      await next.records.update(testAdmin, 'company', id, { code: '新' })

      expect(await find({ ...workshop, engine: next }, 'oyf x')).toEqual(['欧阳锋'])
      expect(await searchTable(workshop)).toMatchObject({ wrong: 0, rows: 21_001 })
      expect(await workshop.drift()).toEqual([])
      await next.stop()
    })
  }, 60_000)

  test('makes what a workspace of an earlier version lacks', async () => {
    await withWorkshop(async (workshop) => {
      const { pool } = workshop
      await workshop.put(company)
      await workshop.create('company', { name: '张三' })
      const { rows } = await pool.query<{ name: string }>(
        `DELETE FROM ws_main.physical WHERE kind = 'search' RETURNING name`,
      )
      await pool.query(`DELETE FROM ws_main.physical WHERE kind = 'index' AND part_id = 'search'`)
      for (const { name } of rows) await pool.query(`DROP TABLE ws_main."${name}"`)
      const engine = testEngine(pool)
      expect(await find({ ...workshop, engine }, '张')).toEqual(['张三'])
      await engine.records.create(testAdmin, 'company', { name: '李四' })

      await engine.migrate()

      expect(await find({ ...workshop, engine }, 'ls')).toEqual(['李四'])
      expect(await searchTable(workshop)).toMatchObject({ wrong: 0, rows: 2 })
      expect(await workshop.drift()).toEqual([])
      await engine.stop()
    })
  })
})

async function withFieldsSearched(workshop: Workshop): Promise<string | undefined> {
  const draft = await workshop.object('company')
  const fields = draft.fields.map((field) => (field.type === 'text' ? { ...field, searchable: true } : field))
  return (await workshop.put({ ...draft, fields })).job
}
