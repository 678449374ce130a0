import { describe, expect, test } from '@jest/globals'
import { AppError } from '@tessera/metadata'
import type { RecordQuery } from '@tessera/metadata'
import type { Actor } from '../contract.js'
import { random } from './fixture-data.testing.js'
import type { FixtureDeal } from './fixture-data.testing.js'
import { shareReader } from './reader-fixture.testing.js'
import type { ReaderFixture } from './reader-fixture.testing.js'
import { createReader } from './reader.js'
import type { Reader } from './reader.js'

const withFixture = shareReader()

interface Deal {
  readonly id: string
  readonly [key: string]: unknown
}

const listed = (json: string): Deal[] => JSON.parse(json) as Deal[]

/** Follows `next` from the first page to the last. */
async function everyPage(reader: Reader, actor: Actor, query: RecordQuery): Promise<Deal[]> {
  const found: Deal[] = []
  let after: string | undefined
  for (;;) {
    const page = await reader.query(actor, 'deal', after === undefined ? query : { ...query, after })
    found.push(...listed(page.recordsJson))
    if (page.next === null) return found
    after = page.next
  }
}

const live = ({ data }: ReaderFixture): FixtureDeal[] => data.deals.filter((deal) => !deal.deleted)
const idsOf = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id).toSorted()

async function refusal(answer: Promise<unknown>): Promise<AppError> {
  const error: unknown = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AppError)) throw error ?? new Error('it was not refused')
  return error
}

describe('a page of records', () => {
  test('has the 50 newest by default and says where the next begins', () =>
    withFixture(async (fixture) => {
      const page = await fixture.reader.query(fixture.admin, 'deal', {})

      const newest = live(fixture).toSorted((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? 1 : -1))
      expect(listed(page.recordsJson).map(({ id }) => id)).toEqual(newest.slice(0, 50).map(({ id }) => id))
      expect(page.next).not.toBeNull()
      expect(page).not.toHaveProperty('count')
    }))

  test('filters over a lookup path, by option, by day and by me', () =>
    withFixture(async (fixture) => {
      const { reader, admin, data } = fixture
      const filter = 'customer.city = "上海" and stage in ["won", "open"] and closeOn < TODAY() and owner = me'

      const found = await everyPage(reader, admin, { filter, fields: ['subject'] })

      const inShanghai = new Set(data.accounts.filter(({ city }) => city === '上海').map(({ id }) => id))
      const wanted = live(fixture).filter(
        ({ customer, stage, closeOn, owner }) =>
          customer !== null &&
          inShanghai.has(customer) &&
          (stage === 'won' || stage === 'open') &&
          closeOn !== null &&
          closeOn < '2026-03-16' &&
          owner === admin.id,
      )
      expect(wanted.length).toBeGreaterThan(3)
      expect(idsOf(found)).toEqual(idsOf(wanted))
    }))

  test('gives a lookup with its title and what was asked for below it', () =>
    withFixture(async ({ reader, admin, data }) => {
      const [record] = await everyPage(reader, admin, {
        filter: 'customer.level = "gold" and customer.owner <> blank',
        fields: ['customer.level', 'customer.owner.email', 'stage'],
        limit: 1,
        sort: ['id'],
      })

      const customer = data.accounts.find(({ id }) => id === (record?.customer as { id: string }).id)
      const owner = data.users.find(({ id }) => id === customer?.owner)
      expect(record).toEqual({
        id: record?.id,
        version: 1,
        customer: {
          id: customer?.id,
          title: customer?.name,
          level: 'gold',
          owner: { id: owner?.id, title: owner?.name, email: `${owner?.name.toLowerCase()}@example.com` },
        },
        stage: data.deals.find(({ id }) => id === record?.id)?.stage,
      })
    }))

  const sortable = [
    'createdAt',
    'subject',
    'customer',
    'amount',
    'chance',
    'stage',
    'closeOn',
    'meetAt',
    'active',
    'phone',
    'helper',
    'withTax',
    'place',
    'isLate',
    'rank',
    'boss',
    'owner',
    'customer.city',
    'customer.level',
    'customer.won',
    'version',
  ]
  const seed = 4711

  test(`visits each of 1,000 records once for random orders, ties and blanks included (seed ${seed})`, () =>
    withFixture(async (fixture) => {
      const next = random(seed)
      for (let round = 0; round < 12; round += 1) {
        const sort = Array.from({ length: 1 + Math.floor(next() * 3) }, () => {
          const key = sortable[Math.floor(next() * sortable.length)] ?? ''
          return next() < 0.5 ? key : `-${key}`
        })
        const limit = 60 + Math.floor(next() * 200)

        const paged = await everyPage(fixture.reader, fixture.admin, { sort, limit, fields: ['amount'] })

        const whole = [
          ...listed(
            (await fixture.reader.query(fixture.admin, 'deal', { sort, limit: 500, fields: ['amount'] })).recordsJson,
          ),
        ]
        expect({ sort, ids: idsOf(paged) }).toEqual({ sort, ids: idsOf(live(fixture)) })
        expect({ sort, first: paged.slice(0, 500) }).toEqual({ sort, first: whole })
      }
    }))

  test('keeps blanks last in both directions and breaks ties by id', () =>
    withFixture(async (fixture) => {
      for (const sort of ['amount', '-amount']) {
        const found = await everyPage(fixture.reader, fixture.admin, { sort: [sort], fields: ['amount'], limit: 500 })

        const sign = sort === 'amount' ? 1 : -1
        const wanted = live(fixture).toSorted((a, b) => {
          if (a.amount === null || b.amount === null) {
            if (a.amount !== b.amount) return a.amount === null ? 1 : -1
          } else if (a.amount !== b.amount) return sign * (a.amount - b.amount)
          return a.id < b.id ? -sign : sign
        })
        expect(found.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id))
      }
    }))

  test('sorts Chinese by pinyin before Latin letters, accents beside their letters, and options in their order', () =>
    withFixture(async ({ reader, admin }) => {
      const names = await everyPage(reader, admin, { sort: ['subject'], fields: ['subject', 'stage'], limit: 500 })
      const stages = await everyPage(reader, admin, { sort: ['-stage'], fields: ['stage'], limit: 500 })

      const firstWords = [...new Set(names.map(({ subject }) => String(subject).split(' ')[0]))]
      expect(firstWords).toEqual(['安', '毕', '陈', 'delta', 'Echo', 'éclair', 'Über', 'zulu'])
      expect([...new Set(stages.map(({ stage }) => stage))]).toEqual(['lost', 'won', 'open', null])
    }))
})

describe('search', () => {
  const cases = ['echo', 'ECHO 100%', 'a_b', 'c\\d', '报价', 'D-001', '1000 delta', 'ask 报', 'éCLAIR', 'ü']

  test.each(cases)('%s finds each word as a substring of some field, whatever its case', (search) =>
    withFixture(async (fixture) => {
      const found = await everyPage(fixture.reader, fixture.admin, { search, fields: ['subject'], limit: 500 })

      const words = search.toLowerCase().split(' ')
      const wanted = live(fixture).filter((deal) =>
        words.every((word) =>
          [deal.subject, deal.phone, deal.notes, deal.number].some(
            (text) => text?.toLowerCase().includes(word) === true,
          ),
        ),
      )
      expect(wanted.length).toBeGreaterThan(0)
      expect(idsOf(found)).toEqual(idsOf(wanted))
    }),
  )
})

describe('count', () => {
  test('is exact when asked, an estimate when that is enough, and free when the page holds all', () =>
    withFixture(async (fixture) => {
      const { reader, admin } = fixture
      const filter = 'stage = "won"'
      const won = live(fixture).filter(({ stage }) => stage === 'won').length

      const exact = await reader.query(admin, 'deal', { filter, count: 'exact', limit: 10 })
      const estimate = await reader.query(admin, 'deal', { filter, count: 'estimate', limit: 10 })
      const whole = await reader.query(admin, 'deal', { filter, count: 'estimate', limit: 500 })

      expect(exact).toMatchObject({ count: won, countIsEstimate: false })
      expect(estimate.countIsEstimate).toBe(true)
      expect(Math.abs((estimate.count ?? 0) - won)).toBeLessThan(won / 4)
      expect(whole).toMatchObject({ count: won, countIsEstimate: false })
    }))
})

describe('a bad query is refused with its parameter', () => {
  const deep = '('.repeat(10_000) + 'true' + ')'.repeat(10_000)
  const bad: readonly (readonly [RecordQuery, string, string, string])[] = [
    [{ filter: 'amout > 1' }, 'request.bad_filter', 'filter', 'formula.unknown_name'],
    [{ filter: 'amount > ' }, 'request.bad_filter', 'filter', 'formula.'],
    [{ filter: 'amount + 1' }, 'request.bad_filter', 'filter', 'formula.wrong_result'],
    [{ filter: 'old.amount > 1' }, 'request.bad_filter', 'filter', 'formula.'],
    [{ filter: deep }, 'request.bad_filter', 'filter', 'formula.'],
    [{ filter: `subject = "${'x'.repeat(100_000)}"` }, 'request.bad_filter', 'filter', 'formula.'],
    [{ filter: 'subject = "\u0000"' }, 'request.invalid_parameter', 'filter', 'request.invalid_parameter'],
    [{ sort: ['amout'] }, 'request.bad_sort', 'sort', 'field.unknown'],
    [{ sort: ['tags'] }, 'request.bad_sort', 'sort', 'request.bad_sort'],
    [{ sort: ['customer.recent'] }, 'request.bad_sort', 'sort', 'request.bad_sort'],
    [{ sort: ['amount.x'] }, 'request.bad_sort', 'sort', 'field.unknown'],
    [{ sort: ['id', 'id', 'id', 'id', 'id', 'id'] }, 'request.invalid_parameter', 'sort', 'request.invalid_parameter'],
    [{ fields: ['customer.nmae'] }, 'request.bad_fields', 'fields', 'field.unknown'],
    [{ fields: [] }, 'request.invalid_parameter', 'fields', 'request.invalid_parameter'],
    [{ fields: ['__proto__'] }, 'request.bad_fields', 'fields', 'field.unknown'],
    [{ search: '  ' }, 'request.invalid_parameter', 'search', 'request.invalid_parameter'],
    [{ search: 'x'.repeat(101) }, 'request.invalid_parameter', 'search', 'request.invalid_parameter'],
    [{ search: '\ud800' }, 'request.invalid_parameter', 'search', 'request.invalid_parameter'],
    [{ limit: 501 }, 'request.invalid_parameter', 'limit', 'request.invalid_parameter'],
    [{ limit: 0 }, 'request.invalid_parameter', 'limit', 'request.invalid_parameter'],
  ]

  test.each(bad.map(([query, ...rest]) => [JSON.stringify(query).slice(0, 60), query, ...rest] as const))(
    '%s',
    (_, query, code, path, inner) =>
      withFixture(async ({ reader, admin }) => {
        const error = await refusal(reader.query(admin, 'deal', query))

        expect(error).toMatchObject({ code, status: 400 })
        expect(error.errors?.[0]?.path).toBe(path)
        expect(error.errors?.[0]?.code).toContain(inner)
      }),
  )

  test('with the span of the problem and a proposal', () =>
    withFixture(async ({ reader, admin }) => {
      const filter = await refusal(reader.query(admin, 'deal', { filter: 'stage = "won" and amout > 1' }))
      const sort = await refusal(reader.query(admin, 'deal', { sort: ['-amout'] }))

      expect(filter.errors?.[0]?.span).toEqual({ start: 18, end: 23 })
      expect(JSON.stringify(filter.errors)).toContain('amount')
      expect(JSON.stringify(sort.errors)).toContain('amount')
    }))
})

describe('a cursor', () => {
  test('is refused from another actor, with another question, or when it was touched', () =>
    withFixture(async ({ reader, admin, colleague }) => {
      const query: RecordQuery = { filter: 'active', sort: ['amount'], limit: 10 }
      const { next } = await reader.query(admin, 'deal', query)
      const after = next ?? ''
      const touched = `${after.slice(0, -2)}${after.endsWith('AA') ? 'BB' : 'AA'}`

      const queries = [
        () => reader.query(colleague, 'deal', { ...query, after }),
        () => reader.query(admin, 'account', { limit: 10, after }),
        () => reader.query(admin, 'deal', { ...query, filter: 'not active', after }),
        () => reader.query(admin, 'deal', { ...query, search: 'x', after }),
        () => reader.query(admin, 'deal', { ...query, sort: ['-amount'], after }),
        () => reader.query(admin, 'deal', { ...query, after: touched }),
        () => reader.query(admin, 'deal', { ...query, after: 'nonsense' }),
        () => reader.query(admin, 'deal', { ...query, after: '' }),
      ]

      for (const ask of queries) expect(await refusal(ask())).toMatchObject({ code: 'request.bad_cursor', status: 400 })
      expect((await reader.query(admin, 'deal', { ...query, after, fields: ['id'] })).recordsJson).toContain('"id"')
    }))

  test('carries the day on which the first page was read', () =>
    withFixture(async ({ reader, context, admin }) => {
      const query: RecordQuery = { filter: 'closeOn >= TODAY()', sort: ['closeOn'], limit: 400 }
      const first = await reader.query(admin, 'deal', query)
      const tomorrow = { ...context, clock: () => new Date('2026-04-20T00:00:00Z') }

      const second = await createReader(tomorrow).query(admin, 'deal', { ...query, after: first.next ?? '' })

      const both = [...listed(first.recordsJson), ...listed(second.recordsJson)]
      const closing = await everyPage(reader, admin, { ...query, limit: 500 })
      expect(both.map(({ id }) => id)).toEqual(closing.map(({ id }) => id))
    }))
})
