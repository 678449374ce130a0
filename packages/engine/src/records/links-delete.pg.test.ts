import { describe, expect, test } from '@jest/globals'
import { withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import { titlesOf } from './links.testing.js'
import { make, problemsOf, read, refusal } from './sales.testing.js'

const name = { key: 'name', type: 'text', label: '名称' }
const links = (key: string, more: object = {}): object => ({
  key,
  type: 'links',
  label: key,
  target: 'supplier',
  ...more,
})

/** Products and their suppliers, in three fields that take a deletion differently; suppliers know each other. */
const documents: readonly unknown[] = [
  {
    kind: 'object',
    key: 'product',
    label: { 'zh-CN': '产品', en: 'Product' },
    fields: [name, links('holds', { onDelete: 'refuse' }), links('free'), links('needs', { required: true })],
  },
  {
    kind: 'object',
    key: 'supplier',
    label: '供应商',
    fields: [
      name,
      { key: 'partOf', type: 'lookup', label: '集团', target: 'supplier', onDelete: 'cascade' },
      links('friends'),
      { key: 'friendOf', type: 'backlinks', label: '被认识', relation: 'supplier.friends', onDelete: 'refuse' },
    ],
  },
]

const withSuppliers = (body: (test: TestEngine) => Promise<void>): Promise<void> =>
  withEngine('suppliers', documents, body)

const supplier = async (sales: TestEngine, values: object = {}): Promise<string> =>
  (await make(sales, 'supplier', { name: 's', ...values })).id

describe('the record that others are linked with', () => {
  test('stays where the field refuses, and goes once nobody is linked with it', () =>
    withSuppliers(async (sales) => {
      const { engine, admin } = sales
      const [one, other] = [await supplier(sales), await supplier(sales)]
      const product = await make(sales, 'product', { name: 'p', holds: [one], free: [one], needs: [other] })

      const error = await refusal(engine.records.remove(admin, 'supplier', one))
      expect([error.status, error.code, problemsOf(error)]).toEqual([409, 'record.referenced', [' record.referenced']])

      await engine.records.update(admin, 'product', product.id, { holds: [] })
      await engine.records.remove(admin, 'supplier', one)
      expect(await read(sales, 'product', product.id)).toMatchObject({ holds: null, free: null })
    }))

  test('stays while it is the last one of a required field', () =>
    withSuppliers(async (sales) => {
      const { engine, admin } = sales
      const [one, other] = [await supplier(sales), await supplier(sales)]
      const product = await make(sales, 'product', { name: 'p', needs: [one, other] })

      await engine.records.remove(admin, 'supplier', one)
      const last = await refusal(engine.records.remove(admin, 'supplier', other))
      const blank = await refusal(engine.records.update(admin, 'product', product.id, { needs: [] }))

      expect(last.code).toBe('record.referenced')
      expect(problemsOf(blank)).toEqual(['needs field.required'])
    }))

  test('may go with the last one of a required field in the same write', () =>
    withSuppliers(async (sales) => {
      const { engine, admin } = sales
      const [one, other] = [await supplier(sales), await supplier(sales)]
      const product = await make(sales, 'product', { name: 'p', needs: [one, other] })

      const error = await refusal(engine.records.batch(admin, 'supplier', { delete: [one, other] }))
      expect(error.code).toBe('batch.invalid')

      await engine.records.remove(admin, 'product', product.id)
      await engine.records.batch(admin, 'supplier', { delete: [one, other] })
      const missing = JSON.parse((await engine.records.restore(admin, 'product', product.id)).json)
      expect(missing).toMatchObject({ needs: null })
    }))

  test('within one object holds by the other side, and goes along with what it belongs to', () =>
    withSuppliers(async (sales) => {
      const { engine, admin } = sales
      const friend = await supplier(sales, { name: '友' })
      const group = await supplier(sales, { name: '集团' })
      const member = await supplier(sales, { name: '成员', partOf: group, friends: [friend] })

      // The friend is known by a member: `friendOf` of the friend refuses that the member goes.
      expect((await refusal(engine.records.remove(admin, 'supplier', member))).code).toBe('record.referenced')
      expect((await refusal(engine.records.remove(admin, 'supplier', group))).code).toBe('record.referenced')

      await engine.records.update(admin, 'supplier', friend, { friendOf: null })
      await engine.records.update(admin, 'supplier', member, { friends: [group] })
      await engine.records.remove(admin, 'supplier', group)
      await engine.records.restore(admin, 'supplier', group)
      expect(titlesOf((await read(sales, 'supplier', member)).friends)).toEqual(['集团'])
    }))
})
