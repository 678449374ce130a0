import { describe, expect, test } from '@jest/globals'
import type { BatchDone, BatchPartial } from '@tessera/metadata'
import { count, make, problemsOf, read, refusal, withSales } from './sales.testing.js'

describe('roll-ups', () => {
  test('are right after creating, changing, moving, deleting and restoring children, over two levels', () =>
    withSales(async (sales) => {
      const { engine, admin } = sales
      const account = await make(sales, 'account', { name: 'a' })
      const [one, two] = [
        await make(sales, 'deal', { name: '1', customer: account.id }),
        await make(sales, 'deal', { name: '2', customer: account.id }),
      ]
      const line = await make(sales, 'line', { deal: one.id, quantity: 2, price: 10.25 })
      await make(sales, 'line', { deal: one.id, quantity: 1, price: 4 })
      expect(await read(sales, 'deal', one.id)).toMatchObject({ total: 24.5, lines: 2, maxPrice: 10.25, version: 1 })
      expect(await read(sales, 'account', account.id)).toMatchObject({ dealTotal: 24.5, dealCount: 2, version: 1 })

      await engine.records.update(admin, 'line', line.id, { deal: two.id, quantity: 4 })
      expect(await read(sales, 'deal', one.id)).toMatchObject({ total: 4, lines: 1, maxPrice: 4 })
      expect(await read(sales, 'deal', two.id)).toMatchObject({ total: 41, lines: 1 })
      expect(await read(sales, 'account', account.id)).toMatchObject({ dealTotal: 45 })

      await engine.records.remove(admin, 'line', line.id)
      expect(await read(sales, 'deal', two.id)).toMatchObject({ total: 0, lines: 0, maxPrice: null })
      await engine.records.restore(admin, 'line', line.id)
      expect(await read(sales, 'account', account.id)).toMatchObject({ dealTotal: 45 })
    }))

  test('a parent rule refuses the child that breaks it, and not one that was broken before', () =>
    withSales(async (sales) => {
      const account = await make(sales, 'account', { name: 'a', limit: 100 })
      const deal = await make(sales, 'deal', { name: 'd', customer: account.id })
      await make(sales, 'line', { deal: deal.id, quantity: 1, price: 90 })

      const error = await refusal(make(sales, 'line', { deal: deal.id, quantity: 1, price: 20 }))
      expect(problemsOf(error)).toEqual([' rule.over-limit'])
      expect(await read(sales, 'account', account.id)).toMatchObject({ dealTotal: 90 })
    }))
})

describe('batches', () => {
  test('write everything in request order, or nothing', () =>
    withSales(async (sales) => {
      const { engine, admin } = sales
      const kept = await make(sales, 'deal', { name: 'kept' })
      const gone = await make(sales, 'deal', { name: 'gone' })
      const answer = (await engine.records.batch(admin, 'deal', {
        create: [{ name: 'n1' }, { name: 'n2' }],
        update: [{ id: kept.id, cost: 7 }],
        delete: [gone.id],
      })) as BatchDone

      expect(answer.created.map(({ version }) => version)).toEqual([1, 1])
      expect(answer.updated).toEqual([{ id: kept.id, version: 2 }])
      expect(answer.deleted).toEqual([gone.id])

      const error = await refusal(
        engine.records.batch(admin, 'deal', { create: [{ name: 'n3' }, { name: null }, { name: 'x', cost: 'y' }] }),
      )
      expect([error.status, ...problemsOf(error)]).toEqual([
        422,
        'create/1/name field.required',
        'create/2/cost field.type',
      ])
      expect(await count(sales, 'deal')).toBe(3)
    }))

  test('partial writes the valid records and tells about the others', () =>
    withSales(async (sales) => {
      await make(sales, 'deal', { name: 'a', code: 'X' })

      const answer = (await sales.engine.records.batch(
        sales.admin,
        'deal',
        { create: [{ name: 'b', code: 'X' }, { name: 'c', code: 'Y' }, { name: '' }, { name: 'd', code: 'Y' }] },
        { partial: true },
      )) as BatchPartial

      expect(answer).toMatchObject({ ok: 1, failed: 3 })
      expect(answer.results.map((result) => result.ok)).toEqual([false, true, false, false])
      expect(answer.results[0]?.errors?.[0]).toMatchObject({ path: 'create/0/code', code: 'record.duplicate' })
    }))

  test('an id may occur once, and 10,000 operations are the limit', () =>
    withSales(async ({ engine, admin }) => {
      const id = '01900000-0000-7000-8000-0000000000ff'
      expect((await refusal(engine.records.batch(admin, 'deal', { update: [{ id }], delete: [id] }))).code).toBe(
        'batch.repeated',
      )
      expect(
        (await refusal(engine.records.batch(admin, 'deal', { delete: Array.from({ length: 10_001 }, () => id) }))).code,
      ).toBe('batch.too_many')
    }))

  test('2,000 children over 300 parents bring both levels up to date', () =>
    withSales(async (sales) => {
      const { engine, admin, pool } = sales
      const account = await make(sales, 'account', { name: 'big' })
      const deals = (await engine.records.batch(admin, 'deal', {
        create: Array.from({ length: 300 }, (_, n) => ({ name: `d${n}`, customer: account.id })),
      })) as BatchDone
      await engine.records.batch(admin, 'line', {
        create: Array.from({ length: 2000 }, (_, n) => ({
          deal: deals.created[n % 300]?.id,
          quantity: n % 7,
          price: 1.5,
        })),
      })

      const expected = Array.from({ length: 2000 }, (_, n) => (n % 7) * 1.5).reduce((a, b) => a + b, 0)
      expect(await read(sales, 'account', account.id)).toMatchObject({ dealTotal: expected, dealCount: 300 })
      expect((await pool.query('SELECT count(*)::int AS n FROM ws_main.events')).rows[0]).toMatchObject({ n: 2303 })
    }))
})

describe('idempotency', () => {
  const key = { key: 'k1', path: '/api/records/deal', fingerprint: 'f1' }

  test('the same key and body write once and answer with the same record', () =>
    withSales(async ({ engine, admin, ...sales }) => {
      const first = await engine.records.create(admin, 'deal', { name: 'a' }, { idempotency: key })
      const second = await engine.records.create(admin, 'deal', { name: 'a' }, { idempotency: key })

      expect(second.id).toBe(first.id)
      expect(await count({ engine, admin, ...sales }, 'deal')).toBe(1)
    }))

  test('another body with the key is refused; a refusal is repeated', () =>
    withSales(async ({ engine, admin }) => {
      const refused = () => refusal(engine.records.create(admin, 'deal', { name: '' }, { idempotency: key }))
      expect((await refused()).code).toBe('record.invalid')
      expect(problemsOf(await refused())).toEqual(['name field.required'])

      const other = engine.records.create(admin, 'deal', { name: 'b' }, { idempotency: { ...key, fingerprint: 'f2' } })
      expect((await refusal(other)).code).toBe('request.idempotency_mismatch')
    }))
})
