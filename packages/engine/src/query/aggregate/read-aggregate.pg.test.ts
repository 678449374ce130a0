import { describe, expect, test } from '@jest/globals'
import type { AggregateQuery } from '@tessera/metadata'
import { definerAccess } from '../../access/access.js'
import { objectById } from '../../catalog/catalog.js'
import type { FixtureDeal } from '../fixture-data.testing.js'
import { fixtureCatalog, shareReader } from '../reader-fixture.testing.js'
import type { ReaderFixture } from '../reader-fixture.testing.js'
import { aggregateStatement } from './aggregate-statement.js'

const withFixture = shareReader()

type Row = Readonly<Record<string, unknown>>

const live = ({ data }: ReaderFixture): FixtureDeal[] => data.deals.filter((deal) => !deal.deleted)

async function rowsOf({ reader, admin }: ReaderFixture, query: AggregateQuery): Promise<Row[]> {
  return JSON.parse((await reader.aggregate(admin, 'deal', query)).rowsJson) as Row[]
}

/** Groups deals in JavaScript, in the order in which groups first occur. */
function grouped<K>(deals: readonly FixtureDeal[], keyOf: (deal: FixtureDeal) => K): Map<K, FixtureDeal[]> {
  const groups = new Map<K, FixtureDeal[]>()
  for (const deal of deals) groups.set(keyOf(deal), [...(groups.get(keyOf(deal)) ?? []), deal])
  return groups
}

const filled = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null)
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const average = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Number((sum(values) / values.length).toFixed(10))

describe('an aggregate', () => {
  test('gives every measure of every group, blank being a group, options in their order', () =>
    withFixture(async (fixture) => {
      const rows = await rowsOf(fixture, {
        groupBy: [{ field: 'stage' }],
        measures: [
          { function: 'count', as: 'deals' },
          { function: 'count', field: 'amount', as: 'priced' },
          { function: 'sum', field: 'amount', as: 'total' },
          { function: 'avg', field: 'amount', as: 'mean' },
          { function: 'min', field: 'closeOn', as: 'first' },
          { function: 'max', field: 'meetAt', as: 'lastMeeting' },
          { function: 'countDistinct', field: 'customer', as: 'customers' },
        ],
      })

      const groups = grouped(live(fixture), ({ stage }) => stage)
      expect(rows).toEqual(
        (['open', 'won', 'lost', null] as const).map((stage) => {
          const deals = groups.get(stage) ?? []
          const amounts = filled(deals.map(({ amount }) => amount))
          return {
            stage,
            deals: deals.length,
            priced: amounts.length,
            total: sum(amounts),
            mean: average(amounts),
            first: deals.flatMap(({ closeOn }) => closeOn ?? []).toSorted()[0],
            lastMeeting: deals
              .flatMap(({ meetAt }) => meetAt ?? [])
              .toSorted()
              .at(-1),
            customers: new Set(deals.flatMap(({ customer }) => customer ?? [])).size,
          }
        }),
      )
    }))

  test('without groups is one row, even of nothing: sums 0, other measures blank', () =>
    withFixture(async (fixture) => {
      const measures: AggregateQuery['measures'] = [
        { function: 'count', as: 'n' },
        { function: 'sum', field: 'amount', as: 'total' },
        { function: 'avg', field: 'amount', as: 'mean' },
        { function: 'max', field: 'closeOn', as: 'last' },
      ]

      expect(await rowsOf(fixture, { measures, filter: 'false' })).toEqual([{ n: 0, total: 0, mean: null, last: null }])
      expect(await rowsOf(fixture, { measures: measures.slice(0, 1) })).toEqual([{ n: live(fixture).length }])
    }))

  test('groups by a lookup with its title, by a path, and sorts by measure and title', () =>
    withFixture(async (fixture) => {
      const measures: AggregateQuery['measures'] = [{ function: 'sum', field: 'amount', as: 'total' }]
      const rows = await rowsOf(fixture, { groupBy: [{ field: 'customer' }], measures, sort: ['-total'], limit: 5 })
      const levels = await rowsOf(fixture, {
        groupBy: [{ field: 'customer.level' }],
        measures,
        sort: ['customer.level'],
      })
      const byTitle = await rowsOf(fixture, { groupBy: [{ field: 'helper' }], measures, sort: ['-helper'] })

      const totals = [...grouped(live(fixture), ({ customer }) => customer)]
        .map(([id, deals]) => ({ id, total: sum(filled(deals.map(({ amount }) => amount))) }))
        .toSorted((a, b) => b.total - a.total)
      expect(rows.map(({ total }) => total)).toEqual(totals.slice(0, 5).map(({ total }) => total))
      const customer = rows
        .map((row) => row.customer as { id: string; title: string } | null)
        .find((group) => group !== null)
      expect(customer?.title).toBe(fixture.data.accounts.find(({ id }) => id === customer?.id)?.name)
      expect(levels.map((row) => row['customer.level'])).toEqual(['gold', 'key', null])
      expect(byTitle.map((row) => (row.helper as { title: string } | null)?.title)).toEqual([
        'Bob',
        'Ann',
        '曹',
        undefined,
      ])
    }))

  test.each([
    ['day', (day: string) => day],
    ['month', (day: string) => `${day.slice(0, 7)}-01`],
    [
      'quarter',
      (day: string) => `${day.slice(0, 5)}${{ '1': '01', '2': '04' }[Math.ceil(Number(day.slice(5, 7)) / 3)]}-01`,
    ],
    ['year', (day: string) => `${day.slice(0, 4)}-01-01`],
    [
      'week',
      (day: string) => {
        const date = new Date(`${day}T00:00:00Z`)
        date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
        return date.toISOString().slice(0, 10)
      },
    ],
  ] as const)('buckets instants by %s in the zone of the workspace', (bucket, firstDay) =>
    withFixture(async (fixture) => {
      const rows = await rowsOf(fixture, {
        groupBy: [{ field: 'meetAt', bucket }],
        measures: [{ function: 'count', as: 'n' }],
      })

      const inShanghai = (instant: string): string =>
        new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)
      const groups = grouped(live(fixture), ({ meetAt }) => (meetAt === null ? null : firstDay(inShanghai(meetAt))))
      const days = [...groups.keys()].filter((key) => key !== null).toSorted()
      expect(rows).toEqual([...days, null].map((meetAt) => ({ meetAt, n: groups.get(meetAt)?.length })))
    }),
  )

  test('keeps the groups that having wants, which may name measures and groups', () =>
    withFixture(async (fixture) => {
      const rows = await rowsOf(fixture, {
        groupBy: [{ field: 'stage' }, { field: 'customer.city' }, { field: 'closeOn', bucket: 'month' }],
        measures: [
          { function: 'count', as: 'n' },
          { function: 'sum', field: 'amount', as: 'total' },
        ],
        having:
          'n >= 2 and total / n > 400 and stage <> "lost" and customer.city = "Berlin" and closeOn >= "2026-02-01"',
      })

      const cityOf = (id: string | null) => fixture.data.accounts.find((account) => account.id === id)?.city ?? null
      const wanted = [
        ...grouped(live(fixture), (deal) => `${deal.stage}|${cityOf(deal.customer)}|${deal.closeOn?.slice(0, 7)}`),
      ]
        .map(([key, deals]) => ({ key, n: deals.length, total: sum(filled(deals.map(({ amount }) => amount))) }))
        .filter(
          ({ key, n, total }) =>
            /^(?!lost).*\|Berlin\|2026/.test(key) && key.slice(-2) >= '02' && n >= 2 && total / n > 400,
        )
      expect(wanted.length).toBeGreaterThan(2)
      expect(rows.length).toBe(wanted.length)
      expect(sum(rows.map(({ n }) => Number(n)))).toBe(sum(wanted.map(({ n }) => n)))
    }))

  test.each([
    [{ groupBy: [{ field: 'stgae' }] }, 'request.bad_fields', 'groupBy/0/field'],
    [{ groupBy: [{ field: 'tags' }] }, 'request.bad_fields', 'groupBy/0/field'],
    [{ groupBy: [{ field: 'amount', bucket: 'month' }] }, 'request.bad_fields', 'groupBy/0/bucket'],
    [{ groupBy: [{ field: 'stage' }, { field: 'stage' }] }, 'request.repeated_parameter', 'groupBy'],
    [{ measures: [] }, 'request.invalid_parameter', 'measures'],
    [{ measures: [{ function: 'sum', field: 'subject', as: 'x' }] }, 'request.bad_fields', 'measures/0/field'],
    [{ measures: [{ function: 'sum', as: 'x' }] }, 'request.missing_parameter', 'measures/0/field'],
    [{ measures: [{ function: 'count', as: 'X"' }] }, 'request.invalid_parameter', 'measures/0/as'],
    [{ sort: ['amount'] }, 'request.bad_sort', 'sort'],
    [{ filter: 'n > 1' }, 'request.bad_filter', 'filter'],
    [{ having: 'amount > 1' }, 'request.bad_filter', 'having'],
    [{ having: 'n = 1 or "\u0000" = "a"' }, 'request.invalid_parameter', 'having'],
    [{ groupBy: [{ field: 'customer.city' }], having: 'customer.level = "gold"' }, 'request.bad_filter', 'having'],
    [{ limit: 5001 }, 'request.invalid_parameter', 'limit'],
  ] as readonly (readonly [Partial<AggregateQuery>, string, string])[])('%j is refused', (part, code, path) =>
    withFixture(async ({ reader, admin }) => {
      const query: AggregateQuery = { measures: [{ function: 'count', as: 'n' }], ...part }

      await expect(reader.aggregate(admin, 'deal', query)).rejects.toMatchObject({
        code,
        status: 400,
        errors: [{ path }],
      })
    }),
  )

  test('is one unnamed statement that groups before it joins titles', () => {
    const catalog = fixtureCatalog()

    const { text, bindings, name } = aggregateStatement(catalog, objectById(catalog, 'o-deal'), definerAccess, {
      groupBy: [{ field: 'stage' }],
      measures: [{ function: 'sum', field: 'amount', as: 'total' }],
      filter: 'owner = me',
      having: 'total > 0',
      sort: ['-total'],
    })

    expect(text).toBe(
      'SELECT (SELECT "revision" FROM "ws_test"."meta") AS "revision", (SELECT "revision" FROM "ws_test"."organisation") AS "organisation", ' +
        `string_agg(json_build_object($1::text, a."g0", $2::text, trim_scale(a."m0"))::text, ',' ORDER BY a."n") AS "rows" ` +
        'FROM (SELECT row_number() OVER () AS "n", a.* FROM (SELECT a.* FROM (' +
        'SELECT r."stage_c" AS "g0", COALESCE(sum(r."amount_c"), 0) AS "m0" FROM "ws_test"."deal_t" AS r  ' +
        'WHERE r."deleted_at" IS NULL AND true AND (r."owner" = $3::uuid) GROUP BY 1) AS a ' +
        'WHERE a."m0" > $4::numeric ORDER BY a."m0" DESC NULLS LAST, a."g0" LIMIT $5::int) AS a) AS a',
    )
    expect(bindings).toEqual(['stage', 'total', { runtime: 'me' }, '0', { slot: 'limit' }])
    expect(name).toBeUndefined()
  })
})
