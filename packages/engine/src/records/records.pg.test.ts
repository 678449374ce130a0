import { describe, expect, test } from '@jest/globals'
import { count, make, problemsOf, read, refusal, salesDocuments, withSales } from './sales.testing.js'
import type { Json } from './sales.testing.js'

describe('creating', () => {
  test('a record answers with what was stored, defaults and formulas included', () =>
    withSales(async (sales) => {
      const account = await make(sales, 'account', { name: '华强', level: 'vip' })

      const deal = await make(sales, 'deal', { name: '屋顶', customer: account.id, cost: 100.5 })

      expect(deal).toMatchObject({
        version: 1,
        name: '屋顶',
        customer: { id: account.id, title: '华强' },
        status: 'open',
        discount: 0.1,
        withTax: 106.53,
        total: 0,
        lines: 0,
        maxPrice: null,
        code: null,
        owner: { title: '管理员' },
      })
    }))

  test('a key that is sent, even as null, keeps the default away', () =>
    withSales(async (sales) => {
      expect(await make(sales, 'deal', { name: 'a', status: null })).toMatchObject({ status: null })
    }))

  test('every refused value is told at its field, and nothing is written', () =>
    withSales(async (sales) => {
      const error = await refusal(
        make(sales, 'deal', { cost: 'x', colour: 1, withTax: 3, id: 'z', status: 'wonn', customer: 'no' }),
      )

      expect(problemsOf(error).sort()).toEqual(
        [
          'colour field.unknown',
          'cost field.type',
          'customer field.format',
          'id field.read_only',
          'name field.required',
          'status option.unknown',
          'withTax field.read_only',
        ].sort(),
      )
      expect(await count(sales, 'deal')).toBe(0)
    }))

  test('keys that could reach a prototype are unknown fields', () =>
    withSales(async (sales) => {
      const body = JSON.parse('{"name":"a","__proto__":{"polluted":1},"constructor":1}') as Json

      expect(problemsOf(await refusal(make(sales, 'deal', body))).sort()).toEqual([
        '__proto__ field.unknown',
        'constructor field.unknown',
      ])
      expect(({} as Json)['polluted']).toBeUndefined()
    }))

  test('a missing value and a wrong one are told together, and a wrong one is not called missing too', () =>
    withSales(async (sales) => {
      expect(problemsOf(await refusal(make(sales, 'deal', { cost: 'x' }))).sort()).toEqual([
        'cost field.type',
        'name field.required',
      ])
      expect(problemsOf(await refusal(make(sales, 'deal', { name: 7 })))).toEqual(['name field.type'])
    }))

  test('a required field may not be blank', () =>
    withSales(async (sales) => {
      expect(problemsOf(await refusal(make(sales, 'deal', { name: '' })))).toEqual(['name field.required'])
    }))

  test('a rule refuses the forbidden state with its own sentence', () =>
    withSales(async (sales) => {
      const error = await refusal(make(sales, 'deal', { name: 'a', cost: 6000, status: 'won' }))

      expect(error.status).toBe(422)
      expect(error.errors).toEqual([{ path: 'cost', code: 'rule.cost-limit', message: '费用超过 5000 需先审批' }])
    }))

  test('a lookup must point to a record that is there', () =>
    withSales(async (sales) => {
      const error = await refusal(make(sales, 'deal', { name: 'a', customer: '01900000-0000-7000-8000-0000000000ff' }))

      expect(problemsOf(error)).toEqual(['customer field.unknown_record'])
    }))

  test('auto-numbers follow each other without gaps, also when a record is refused in between', () =>
    withSales(async (sales) => {
      await make(sales, 'ticket', { subject: 'a' })
      await refusal(make(sales, 'ticket', { subject: 'b', account: '01900000-0000-7000-8000-0000000000ff' }))

      expect(await make(sales, 'ticket', { subject: 'c' })).toMatchObject({ number: 'T-0002' })
    }))

  test('nobody cannot create, and learns nothing', () =>
    withSales(async (sales) => {
      const error = await refusal(sales.engine.records.create(sales.nobody, 'deal', { name: 'a' }))

      expect(error.code).toBe('record.unknown_object')
    }))

  test('people are made by the platform alone', () =>
    withSales(async (sales) => {
      expect((await refusal(make(sales, 'user', { name: 'x', email: 'x@example.com' }))).code).toBe(
        'record.read_only_object',
      )
    }))
})

describe('changing', () => {
  test('only what is sent changes, the version counts', () =>
    withSales(async (sales) => {
      const deal = await make(sales, 'deal', { name: 'a', cost: 10 })

      const answer = await sales.engine.records.update(sales.admin, 'deal', deal.id, { cost: null })

      expect(JSON.parse(answer.json)).toMatchObject({ version: 2, name: 'a', cost: null, withTax: null })
    }))

  test('a change that changes nothing leaves version and history alone', () =>
    withSales(async (sales) => {
      const deal = await make(sales, 'deal', { name: 'a' })

      expect((await sales.engine.records.update(sales.admin, 'deal', deal.id, { name: 'a' })).version).toBe(1)
      expect((await sales.engine.records.history(sales.admin, 'deal', deal.id, {})).entries).toHaveLength(1)
    }))

  test('a value that its field no longer takes may be sent back as it is, and not be given anew', () =>
    withSales(async (sales) => {
      const { engine, admin } = sales
      const deal = await make(sales, 'deal', { name: 'a', status: 'won', cost: 1 })
      const other = await make(sales, 'deal', { name: 'b' })
      const document = structuredClone(salesDocuments[1]) as {
        fields: { key: string; options?: unknown[] }[]
        rules?: unknown
      }
      document.fields.find(({ key }) => key === 'status')?.options?.pop()
      delete document.rules
      const changes = [{ op: 'put' as const, document: document as never }]
      const { hazards } = await engine.changes.plan(admin, { changes })
      await engine.changes.publish(admin, { changes, accept: hazards.map(({ id }) => id) })

      const answer = await engine.records.update(admin, 'deal', deal.id, { status: 'won', cost: 2 })
      expect(JSON.parse(answer.json)).toMatchObject({ status: 'won', cost: 2 })
      expect(problemsOf(await refusal(engine.records.update(admin, 'deal', other.id, { status: 'won' })))).toEqual([
        'status option.unknown',
      ])
    }))

  test('an old version is refused', () =>
    withSales(async (sales) => {
      const deal = await make(sales, 'deal', { name: 'a' })
      await sales.engine.records.update(sales.admin, 'deal', deal.id, { name: 'b' })

      const error = await refusal(
        sales.engine.records.update(sales.admin, 'deal', deal.id, { name: 'c' }, { ifMatch: 1 }),
      )

      expect([error.code, error.status]).toEqual(['record.changed', 412])
    }))

  test('history tells who changed what, newest first', () =>
    withSales(async (sales) => {
      const deal = await make(sales, 'deal', { name: 'a', status: 'open' })
      await sales.engine.records.update(sales.admin, 'deal', deal.id, { status: 'won' })

      const { entries } = await sales.engine.records.history(sales.admin, 'deal', deal.id, {})

      expect(entries.map(({ op, version }) => [op, version])).toEqual([
        ['change', 2],
        ['create', 1],
      ])
      expect(entries[0]).toMatchObject({
        by: { id: sales.admin.id, title: '管理员' },
        through: { kind: 'person' },
        changes: [{ field: 'status', from: 'open', to: 'won' }],
      })
    }))
})

describe('uniqueness', () => {
  test('a second record with the same value is a conflict that speaks the rule', () =>
    withSales(async (sales) => {
      await make(sales, 'deal', { name: 'a', code: 'X1' })

      const error = await refusal(make(sales, 'deal', { name: 'b', code: 'X1' }))

      expect([error.status, error.code]).toEqual([409, 'record.duplicate'])
      expect(error.message).toContain('编号不能重复')
    }))

  test('blank values and records in the bin do not count; restoring into a conflict is refused', () =>
    withSales(async (sales) => {
      const first = await make(sales, 'deal', { name: 'a', code: 'X1' })
      await make(sales, 'deal', { name: 'b' })
      await make(sales, 'deal', { name: 'c' })
      await sales.engine.records.remove(sales.admin, 'deal', first.id)
      await make(sales, 'deal', { name: 'd', code: 'X1' })

      expect((await refusal(sales.engine.records.restore(sales.admin, 'deal', first.id))).code).toBe('record.duplicate')
    }))

  test('of two simultaneous creates with the same value exactly one wins', () =>
    withSales(async (sales) => {
      const results = await Promise.allSettled(
        [1, 2, 3, 4].map((n) => make(sales, 'deal', { name: `n${n}`, code: 'R' })),
      )

      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await count(sales, 'deal')).toBe(1)
    }))
})

describe('the bin', () => {
  test('deleting clears the lookups that point there, with a trace, and roll-ups follow', () =>
    withSales(async (sales) => {
      const deal = await make(sales, 'deal', { name: 'a' })
      const line = await make(sales, 'line', { product: 'p', deal: deal.id, quantity: 2, price: 5 })

      await sales.engine.records.remove(sales.admin, 'deal', deal.id)

      expect(await read(sales, 'line', line.id)).toMatchObject({ deal: null, version: 2 })
      expect((await refusal(sales.engine.records.get(sales.admin, 'deal', deal.id))).code).toBe('record.not_found')
    }))

  test('a lookup that refuses keeps its target out of the bin', () =>
    withSales(async (sales) => {
      const account = await make(sales, 'account', { name: 'a' })
      await make(sales, 'ticket', { account: account.id, subject: 's' })

      expect((await refusal(sales.engine.records.remove(sales.admin, 'account', account.id))).code).toBe(
        'record.referenced',
      )
    }))

  test('a restored record has its values back', () =>
    withSales(async (sales) => {
      const deal = await make(sales, 'deal', { name: 'a', cost: 12.5 })
      await sales.engine.records.remove(sales.admin, 'deal', deal.id)

      const answer = await sales.engine.records.restore(sales.admin, 'deal', deal.id)

      expect(JSON.parse(answer.json)).toMatchObject({ name: 'a', cost: 12.5, version: 3 })
    }))
})
