import { describe, expect, test } from '@jest/globals'
import type { BatchDone } from '@tessera/metadata'
import fc from 'fast-check'
import type { TestEngine } from '../engine.testing.js'
import { salesDocuments, withSales } from './sales.testing.js'

const make = async ({ engine, admin }: TestEngine, object: string, values: Record<string, unknown>): Promise<string> =>
  (await engine.records.create(admin, object, values)).id

/** Every stored roll-up of the sales documents, compared with what the children say. */
async function wrongRollups(sales: TestEngine): Promise<unknown[]> {
  const rows = async (object: string): Promise<Record<string, unknown>[]> => {
    const found: Record<string, unknown>[] = []
    let after: string | undefined
    do {
      const page = await sales.engine.records.query(sales.admin, object, {
        limit: 500,
        ...(after === undefined ? {} : { after }),
      })
      found.push(...(JSON.parse(page.recordsJson) as Record<string, unknown>[]))
      after = page.next ?? undefined
    } while (after !== undefined)
    return found
  }
  const [accounts, deals, lines] = [await rows('account'), await rows('deal'), await rows('line')]
  const idOf = (value: unknown): unknown => (value as { id: string } | null)?.id
  const sum = (list: readonly Record<string, unknown>[], key: string): number =>
    Math.round(list.reduce((total, row) => total + Number(row[key] ?? 0), 0) * 100) / 100
  const wrong: unknown[] = []
  for (const deal of deals) {
    const own = lines.filter((line) => idOf(line['deal']) === deal['id'])
    const prices = own.flatMap((line) => (line['price'] === null ? [] : [Number(line['price'])]))
    const expected = {
      total: sum(own, 'amount'),
      lines: own.filter((line) => Number(line['quantity'] ?? 0) > 0).length,
      maxPrice: prices.length === 0 ? null : Math.max(...prices),
    }
    const { total, lines: count, maxPrice } = deal
    if (JSON.stringify({ total, lines: count, maxPrice }) !== JSON.stringify(expected)) wrong.push({ deal, expected })
  }
  for (const account of accounts) {
    const own = deals.filter((deal) => idOf(deal['customer']) === account['id'])
    const expected = { dealTotal: sum(own, 'total'), dealCount: own.length }
    if (account['dealTotal'] !== expected.dealTotal || account['dealCount'] !== expected.dealCount)
      wrong.push({ account, expected })
  }
  return wrong
}

describe('writers at the same time', () => {
  test(
    '20 writers on 5 parents over two levels leave no wrong total and surface no deadlock',
    () =>
      withSales(async (sales) => {
        const accounts = [await make(sales, 'account', { name: 'a' }), await make(sales, 'account', { name: 'b' })]
        const deals = await Promise.all(
          [0, 1, 2, 3, 4].map((n) => make(sales, 'deal', { name: `d${n}`, customer: accounts[n % 2] })),
        )

        const writer = async (w: number): Promise<void> => {
          for (let n = 0; n < 6; n += 1) {
            const id = await make(sales, 'line', { deal: deals[(w + n) % 5], quantity: 1, price: w + 1 })
            if (n % 3 === 1)
              await sales.engine.records.update(sales.admin, 'line', id, { deal: deals[(w + n + 2) % 5] })
            if (n % 3 === 2) await sales.engine.records.remove(sales.admin, 'line', id)
          }
        }
        await Promise.all(Array.from({ length: 20 }, (_, w) => writer(w)))

        expect(await wrongRollups(sales)).toEqual([])
      }),
    60_000,
  )

  test('without If-Match every writer of one record succeeds, however many there are', () =>
    withSales(async (sales) => {
      const id = await make(sales, 'deal', { name: 'a', cost: 0 })

      const results = await Promise.allSettled(
        Array.from({ length: 40 }, (_, n) => sales.engine.records.update(sales.admin, 'deal', id, { cost: n + 1 })),
      )

      expect(results.filter(({ status }) => status === 'rejected')).toEqual([])
      expect((await sales.engine.records.get(sales.admin, 'deal', id)).version).toBe(41)
    }))

  test('a lookup target that goes to the bin meanwhile is either refused or cleared, never left dangling', () =>
    withSales(async (sales) => {
      for (let n = 0; n < 10; n += 1) {
        const account = await make(sales, 'account', { name: `a${n}` })
        await Promise.allSettled([
          make(sales, 'deal', { name: `d${n}`, customer: account }),
          sales.engine.records.remove(sales.admin, 'account', account),
        ])
      }

      const { recordsJson } = await sales.engine.records.query(sales.admin, 'deal', { fields: ['customer'], limit: 50 })
      expect((JSON.parse(recordsJson) as { customer: unknown }[]).filter(({ customer }) => customer !== null)).toEqual(
        [],
      )
    }))

  test('of simultaneous writes with one idempotency key one is made', () =>
    withSales(async (sales) => {
      const idempotency = { key: 'same', path: '/p', fingerprint: 'f' }
      const results = await Promise.allSettled(
        Array.from({ length: 5 }, () =>
          sales.engine.records.create(sales.admin, 'deal', { name: 'x' }, { idempotency }),
        ),
      )

      const ids = new Set(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.id] : [])))
      expect(ids.size).toBe(1)
      expect((await sales.engine.records.query(sales.admin, 'deal', { count: 'exact' })).count).toBe(1)
    }))
})

describe('an old catalog', () => {
  const withNote = (): unknown[] => {
    const deal = structuredClone(salesDocuments[1]) as { fields: unknown[] }
    deal.fields.push({ key: 'note', type: 'text', label: '备注' })
    return [deal]
  }

  test('another process writes and reads a field that was added a moment ago', () =>
    withSales(async (sales) => {
      const other = sales.another()
      const id = await make(sales, 'deal', { name: 'a' })
      await other.records.get(sales.admin, 'deal', id)
      await sales.engine.changes.publish(sales.admin, {
        changes: withNote().map((document) => ({ op: 'put', document: document as never })),
      })

      const changed = await other.records.update(sales.admin, 'deal', id, { note: '新' })
      const made = await other.records.create(sales.admin, 'deal', { name: 'b', note: 'n' })

      expect(JSON.parse(changed.json)).toMatchObject({ note: '新' })
      expect(JSON.parse(made.json)).toMatchObject({ note: 'n' })
    }))

  test('writes that run while documents are published lose nothing', () =>
    withSales(async (sales) => {
      const account = await make(sales, 'account', { name: 'a' })
      const deals = await Promise.all([1, 2, 3].map((n) => make(sales, 'deal', { name: `d${n}`, customer: account })))
      const other = sales.another()
      const writing = Array.from({ length: 30 }, (_, n) =>
        (n % 2 === 0 ? sales.engine : other).records.create(sales.admin, 'line', {
          deal: deals[n % 3],
          quantity: 1,
          price: 2,
        }),
      )
      const account2 = structuredClone(salesDocuments[0]) as { fields: unknown[] }
      account2.fields.push({
        key: 'average',
        type: 'rollup',
        label: '平均',
        relation: 'deal.customer',
        function: 'avg',
        field: 'total',
      })
      await Promise.all([
        ...writing,
        sales.engine.changes.publish(sales.admin, { changes: [{ op: 'put', document: account2 as never }] }),
      ])

      expect(await wrongRollups(sales)).toEqual([])
      expect(JSON.parse((await other.records.get(sales.admin, 'account', account)).json)).toMatchObject({
        dealTotal: 60,
        average: 20,
      })
    }))
})

describe('any writes at all', () => {
  test(
    'roll-ups equal a recomputation from nothing after every step',
    () =>
      withSales(async (sales) => {
        const { engine, admin } = sales
        const made = (await engine.records.batch(admin, 'account', {
          create: [{ name: 'a' }, { name: 'b' }],
        })) as BatchDone
        const accounts = made.created.map(({ id }) => id)
        const known: { deal: string[]; line: string[] } = { deal: [], line: [] }
        const binned: { deal: string[]; line: string[] } = { deal: [], line: [] }
        const step = fc.record({
          op: fc.constantFrom(
            'createDeal',
            'createLine',
            'moveLine',
            'moveDeal',
            'price',
            'remove',
            'restore',
            'batch',
          ),
          a: fc.nat(1000),
          b: fc.nat(1000),
          n: fc.integer({ min: 0, max: 50 }),
        })
        const steps = fc.sample(step, { numRuns: 80, seed: 20261123 })
        const pick = (list: readonly string[], n: number): string | null => list[n % Math.max(1, list.length)] ?? null

        for (const { op, a, b, n } of steps) {
          const deal = pick(known.deal, a)
          const line = pick(known.line, b)
          if (op === 'createDeal')
            known.deal.push(await make(sales, 'deal', { name: `d${a}`, customer: pick(accounts, b) }))
          if (op === 'createLine') known.line.push(await make(sales, 'line', { deal, quantity: n % 4, price: n / 4 }))
          if (op === 'moveLine' && line !== null) await engine.records.update(admin, 'line', line, { deal })
          if (op === 'moveDeal' && deal !== null)
            await engine.records.update(admin, 'deal', deal, { customer: pick(accounts, b) })
          if (op === 'price' && line !== null)
            await engine.records.update(admin, 'line', line, { price: n === 0 ? null : n })
          if (op === 'batch') {
            const answer = (await engine.records.batch(admin, 'line', {
              create: [
                { deal, quantity: 2, price: 3 },
                { deal: pick(known.deal, b), quantity: 1, price: 1 },
              ],
              update: line === null ? [] : [{ id: line, quantity: n % 3 }],
            })) as BatchDone
            known.line.push(...answer.created.map(({ id }) => id))
          }
          const kind = n % 2 === 0 ? 'deal' : 'line'
          if (op === 'remove' && known[kind].length > 0) {
            const [id = ''] = known[kind].splice(a % known[kind].length, 1)
            await engine.records.remove(admin, kind, id)
            binned[kind].push(id)
          }
          if (op === 'restore' && binned[kind].length > 0) {
            const [id = ''] = binned[kind].splice(a % binned[kind].length, 1)
            await engine.records.restore(admin, kind, id)
            known[kind].push(id)
          }
          expect(await wrongRollups(sales)).toEqual([])
        }
      }),
    60_000,
  )
})
