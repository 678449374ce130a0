import { beforeAll, describe, expect, test } from '@jest/globals'
import { useServer } from './support/use-server.js'
import { create, publishVisits } from './support/visit.js'

const server = useServer()

beforeAll(() => publishVisits(server().admin))

describe('many records', () => {
  beforeAll(async () => {
    const { admin } = server()
    const hangzhou = await create(admin, 'account', { name: '杭州客户', city: '杭州' })
    const beijing = await create(admin, 'account', { name: '北京客户', city: '北京' })
    const rows = Array.from({ length: 60 }, (_, n) => ({
      subject: `list ${String(n).padStart(2, '0')}`,
      customer: n % 2 === 0 ? hangzhou : beijing,
      visitedOn: `2025-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + Math.floor(n / 12)).padStart(2, '0')}`,
      cost: n,
    }))
    const answer = await admin.post('/api/records/visit/batch', { create: rows })
    expect(answer).toMatchObject({ status: 200, body: { updated: [], deleted: [] } })
    expect(answer.body.created).toHaveLength(60)
    expect(answer.body.created?.[0]).toEqual({ id: expect.any(String), version: 1 })
  })

  test('are filtered over a lookup, sorted and paged without gaps', async () => {
    const { admin } = server()
    const seen: string[] = []
    let after = ''
    for (let page = 0; page < 10 && (page === 0 || after !== ''); page++) {
      const query = new URLSearchParams({
        filter: 'customer.city = "杭州" and STARTSWITH(subject, "list")',
        sort: '-cost',
        limit: '7',
        fields: 'subject',
        ...(after === '' ? {} : { after }),
      })
      const answer = await admin.get(`/api/records/visit?${query.toString()}`)
      expect(answer.status).toBe(200)
      seen.push(...(answer.body.records as unknown as { subject: string }[]).map(({ subject }) => subject))
      after = String(answer.body.next ?? '')
      if (answer.body.next === null) after = ''
    }

    expect(seen).toEqual(Array.from({ length: 30 }, (_, n) => `list ${String(58 - 2 * n).padStart(2, '0')}`))
  })

  test('are queried by JSON in the same way, with a count', async () => {
    const body = {
      filter: 'cost >= 50 and STARTSWITH(subject, "list")',
      sort: ['cost'],
      fields: ['subject', 'customer.city'],
      count: 'exact',
    }
    const answer = await server().admin.post('/api/records/visit/query', body)

    expect(answer).toMatchObject({ status: 200, body: { count: 10, next: null } })
    expect(answer.body.records?.[0]).toMatchObject({ subject: 'list 50', customer: { city: '杭州' } })
  })

  test('are searched by words in any order and case', async () => {
    const answer = await server().admin.get('/api/records/visit?search=42%20LIST')

    const subjects = (answer.body.records as unknown as { subject: string }[]).map(({ subject }) => subject)
    expect(subjects).toContain('list 42')
    expect(subjects.length).toBeLessThan(5)
  })

  test('are grouped and measured', async () => {
    const answer = await server().admin.post('/api/records/visit/aggregate', {
      groupBy: [{ field: 'customer.city' }, { field: 'visitedOn', bucket: 'year' }],
      measures: [
        { function: 'count', as: 'n' },
        { function: 'sum', field: 'cost', as: 'total' },
      ],
      filter: 'STARTSWITH(subject, "list")',
      having: 'n > 1',
      sort: ['-total'],
    })

    expect(answer).toMatchObject({
      status: 200,
      body: {
        rows: [
          { 'customer.city': '北京', visitedOn: '2025-01-01', n: 30, total: 900 },
          { 'customer.city': '杭州', visitedOn: '2025-01-01', n: 30, total: 870 },
        ],
      },
    })
  })

  test.each([
    ['an unknown field', '/api/records/visit?filter=csot%20%3E%203', 'request.bad_filter', 'filter'],
    ['a filter that does not parse', '/api/records/visit?filter=cost%20%3E', 'request.bad_filter', 'filter'],
    ['a filter of wrong types', '/api/records/visit?filter=subject%20%3E%203', 'request.bad_filter', 'filter'],
    ['an unknown sort', '/api/records/visit?sort=nothing', 'request.bad_sort', 'sort'],
    ['a forged cursor', '/api/records/visit?after=abc', 'request.bad_cursor', 'after'],
  ])('are 400 for %s', async (_name, path, code) => {
    expect(await server().admin.get(path)).toMatchObject({ status: 400, body: { code } })
  })

  test('refuse a cursor of another query', async () => {
    const { admin } = server()
    const { body } = await admin.get('/api/records/visit?limit=2&sort=cost')
    const after = encodeURIComponent(String(body.next))

    expect(await admin.get(`/api/records/visit?limit=2&sort=-cost&after=${after}`)).toMatchObject({
      status: 400,
      body: { code: 'request.bad_cursor' },
    })
  })

  test('of an object that does not exist are 404', async () => {
    for (const path of [
      '/api/records/nothing',
      '/api/records/nothing/x',
      '/api/records/nothing/schema',
      '/api/records/Visit',
    ]) {
      expect(await server().admin.get(path)).toMatchObject({ status: 404, body: { code: 'record.unknown_object' } })
    }
    expect(await server().admin.get('/api/records/visit/no-id')).toMatchObject({
      status: 404,
      body: { code: 'record.not_found' },
    })
  })
})

describe('a batch', () => {
  test('writes everything or nothing, and names every place', async () => {
    const { admin } = server()
    const id = await create(admin, 'visit', { subject: 'batch base' })
    const before = await count()

    const answer = await admin.post('/api/records/visit/batch', {
      create: [{ subject: 'fine' }, { subject: 'bad', cost: 'x' }],
      update: [{ id, nothing: 1 }],
    })

    expect(answer).toMatchObject({ status: 422, body: { code: 'batch.invalid' } })
    expect((answer.body.errors as unknown as { path: string }[]).map(({ path }) => path).sort()).toEqual([
      'create/1/cost',
      'update/0/nothing',
    ])
    expect(await count()).toBe(before)
  })

  test('refuses an id given twice, and a stale version', async () => {
    const { admin } = server()
    const id = await create(admin, 'visit', { subject: 'batch twice' })

    expect(await admin.post('/api/records/visit/batch', { update: [{ id, cost: 1 }], delete: [id] })).toMatchObject({
      status: 422,
    })
    expect(await admin.post('/api/records/visit/batch', { update: [{ id, version: 9, cost: 1 }] })).toMatchObject({
      status: 412,
    })
  })

  test('with partial gives one verdict per operation, in the caller’s language', async () => {
    const answer = await server().admin.post(
      '/api/records/visit/batch?partial=true',
      { create: [{ subject: 'partial' }, { cost: 1 }] },
      { 'accept-language': 'en' },
    )

    expect(answer).toMatchObject({
      status: 200,
      body: {
        ok: 1,
        failed: 1,
        results: [
          { op: 'create', index: 0, ok: true, version: 1 },
          {
            op: 'create',
            index: 1,
            ok: false,
            errors: [{ code: 'field.required', message: expect.stringContaining('required') }],
          },
        ],
      },
    })
  })

  test('of more than 10,000 operations is refused', async () => {
    const answer = await server().admin.post('/api/records/visit/batch', {
      delete: Array.from({ length: 10_001 }, (_, n) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`),
    })

    expect(answer).toMatchObject({ status: 422, body: { code: 'batch.too_many' } })
  })

  async function count(): Promise<number> {
    const answer = await server().admin.get('/api/records/visit?count=exact&limit=1')
    return Number(answer.body.count)
  }
})
