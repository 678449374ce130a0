import { describe, expect, test } from '@jest/globals'
import { withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'

const part = {
  kind: 'object',
  key: 'part',
  label: '零件',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'code', type: 'text', label: '代码' },
    { key: 'box', type: 'lookup', label: '箱', target: 'box' },
    { key: 'size', type: 'number', label: '尺寸' },
  ],
  unique: [{ fields: ['code'] }, { fields: ['box', 'size'] }],
}

const box = {
  kind: 'object',
  key: 'box',
  label: '箱',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'sizes', type: 'rollup', label: '合计', relation: 'part.box', function: 'sum', field: 'size' },
  ],
}

const withParts = (body: (test: TestEngine) => Promise<void>): Promise<void> =>
  withEngine('exchange', [box, part], body)

async function createMany(
  { engine, admin }: TestEngine,
  object: string,
  rows: Record<string, unknown>[],
): Promise<string[]> {
  const answer = await engine.records.batch(admin, object, { create: rows })
  return 'created' in answer ? answer.created.map(({ id }) => id) : []
}

async function readAll({ engine, admin }: TestEngine, object: string, fields: string[]): Promise<unknown[]> {
  const { recordsJson } = await engine.records.query(admin, object, { fields, sort: ['name'] })
  return JSON.parse(recordsJson) as unknown[]
}

describe('records of a batch exchange unique values', () => {
  test('in a circle, and the parents’ roll-ups, versions and histories stay right', async () => {
    await withParts(async (world) => {
      const { engine, admin } = world
      const [one = '', two = ''] = await createMany(world, 'box', [{ name: 'one' }, { name: 'two' }])
      const [a = '', b = '', c = ''] = await createMany(world, 'part', [
        { name: 'a', code: 'A', box: one, size: 1 },
        { name: 'b', code: 'B', box: one, size: 2 },
        { name: 'c', code: 'C', box: two, size: 1 },
      ])

      const update = [
        { id: a, version: 1, code: 'B', size: 2 },
        { id: b, code: 'C', box: two, size: 1 },
        { id: c, code: 'A', box: one, size: 1 },
      ]
      const answer = await engine.records.batch(admin, 'part', { update })

      expect(answer).toMatchObject({ updated: update.map(({ id }) => ({ id, version: 2 })) })
      expect(await readAll(world, 'part', ['name', 'code', 'size'])).toMatchObject([
        { code: 'B', size: 2 },
        { code: 'C', size: 1 },
        { code: 'A', size: 1 },
      ])
      expect(await readAll(world, 'box', ['name', 'sizes'])).toMatchObject([{ sizes: 3 }, { sizes: 1 }])
      const { entries } = await engine.records.history(admin, 'part', a, {})
      expect(entries[0]?.changes).toMatchObject([
        { field: 'code', from: 'A', to: 'B' },
        { field: 'size', from: 1, to: 2 },
      ])
    })
  })

  test('and a new record takes the value another one gives up', async () => {
    await withParts(async (world) => {
      const { engine, admin } = world
      const [a = '', b = ''] = await createMany(world, 'part', [
        { name: 'a', code: 'A' },
        { name: 'b', code: 'B' },
      ])

      const update = [
        { id: a, code: 'B' },
        { id: b, code: 'C' },
      ]
      await engine.records.batch(admin, 'part', { update, create: [{ name: 'c', code: 'A' }] }, { partial: true })

      expect(await readAll(world, 'part', ['name', 'code'])).toMatchObject([
        { code: 'B' },
        { code: 'C' },
        { code: 'A' },
      ])
    })
  })

  test('but a value a record keeps is a duplicate', async () => {
    await withParts(async (world) => {
      const { engine, admin } = world
      const [a = ''] = await createMany(world, 'part', [
        { name: 'a', code: 'A' },
        { name: 'b', code: 'B' },
      ])

      await expect(engine.records.batch(admin, 'part', { update: [{ id: a, code: 'B' }] })).rejects.toMatchObject({
        status: 422,
        errors: [{ path: 'update/0/code', code: 'record.duplicate' }],
      })
      expect(await readAll(world, 'part', ['name', 'code'])).toMatchObject([{ code: 'A' }, { code: 'B' }])
    })
  })
})

describe('a batch', () => {
  test('with a version that is no number says so instead of calling it stale', async () => {
    await withParts(async (world) => {
      const { engine, admin } = world
      const [id = ''] = await createMany(world, 'part', [{ name: 'a' }])

      for (const version of ['1', 1.5, null]) {
        const update = [{ id, version: version as never, name: 'b' }]
        await expect(engine.records.batch(admin, 'part', { update })).rejects.toMatchObject({
          status: 422,
          errors: [{ path: 'update/0/version', code: 'document.type' }],
        })
      }
    })
  })

  test('that names a record twice says where', async () => {
    await withParts(async ({ engine, admin }) => {
      const id = '01900000-0000-7000-8000-000000000000'

      await expect(
        engine.records.batch(admin, 'part', { update: [{ id }], delete: [id.toUpperCase()] }),
      ).rejects.toMatchObject({
        code: 'batch.repeated',
        errors: [{ path: 'delete/0', code: 'batch.repeated' }],
      })
    })
  })
})
