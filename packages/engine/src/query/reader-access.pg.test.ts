import { describe, expect, test } from '@jest/globals'
import { definerAccess } from '../access/access.js'
import type { Access } from '../access/access.js'
import { objectById } from '../catalog/catalog.js'
import type { EngineContext } from '../engine-context.js'
import { runtimeValues } from '../engine-context.js'
import { execute, raw } from '../storage/statement.js'
import type { Actor } from '../contract.js'
import { aggregateStatement } from './aggregate/aggregate-statement.js'
import { pageStatement } from './page-statement.js'
import type { PageShape } from './page-statement.js'
import { fixtureCatalog, shareReader } from './reader-fixture.testing.js'

const withFixture = shareReader()
const catalog = fixtureCatalog()
const deal = objectById(catalog, 'o-deal')
const wholePage: PageShape = {
  fields: undefined,
  filter: undefined,
  sort: undefined,
  search: undefined,
  after: undefined,
}

/** Sees the own deals without their amount, and accounts in Berlin. */
const limited: Access = {
  ...definerAccess,
  rowRule: (object, alias) =>
    object.key === 'deal'
      ? raw(`${alias}."owner" = ?::uuid`, [{ runtime: 'me' }])
      : raw(object.key === 'account' ? `${alias}."city_c" = 'Berlin'` : 'true'),
  reads: (field) => field.key !== 'amount',
  shows: (field) => field.key !== 'amount',
}

interface Deal {
  readonly id: string
  readonly customer: { readonly id: string } | null
  readonly place: string | null
}

async function read(context: EngineContext, admin: Actor, shape: Partial<PageShape>): Promise<Deal[]> {
  const statement = pageStatement(catalog, deal, limited, { ...wholePage, ...shape })
  const slots = { limit: 500, word0: '%1%' }
  const { rows } = await execute<{ records: string | null }>(
    context.pool,
    statement,
    runtimeValues(context, catalog, admin),
    slots,
  )
  return JSON.parse(`[${rows[0]?.records ?? ''}]`) as Deal[]
}

describe('a reader with row and field rules', () => {
  test('gets the rows of the rule, without hidden fields, and invisible records as blank', () =>
    withFixture(async ({ context, admin, data }) => {
      const found = await read(context, admin, {})

      const own = data.deals.filter(({ owner, deleted }) => owner === admin.id && !deleted)
      const berlin = new Set(data.accounts.filter(({ city }) => city === 'Berlin').map(({ id }) => id))
      expect(found.map(({ id }) => id).toSorted()).toEqual(own.map(({ id }) => id).toSorted())
      expect(found.filter((record) => 'amount' in record)).toEqual([])
      for (const record of found) {
        const customer = own.find(({ id }) => id === record.id)?.customer ?? ''
        expect(record.customer?.id).toBe(berlin.has(customer) ? customer : undefined)
      }
    }))

  test('filters, sorts and groups through the same rules, while a formula still sees everything', () =>
    withFixture(async ({ context, admin, data }) => {
      const cityOf = (id: string | null) => data.accounts.find((account) => account.id === id)?.city
      const outside = await read(context, admin, { filter: 'customer.city = "上海"' })
      const shanghai = await read(context, admin, { filter: 'STARTSWITH(place, "上海")' })
      const sorted = await read(context, admin, { sort: ['customer.city', 'id'] })
      const statement = aggregateStatement(catalog, deal, limited, {
        groupBy: [{ field: 'customer.city' }],
        measures: [{ function: 'count', as: 'n' }],
      })
      const { rows } = await execute<{ rows: string }>(
        context.pool,
        statement,
        runtimeValues(context, catalog, admin),
        { limit: 10 },
      )

      const outOfSight = data.deals.find(
        ({ owner, customer, deleted }) => owner === admin.id && !deleted && cityOf(customer) === '上海',
      )
      const bare = await read(context, admin, { filter: `customer = "${outOfSight?.customer}"` })
      const blank = await read(context, admin, { filter: 'customer = blank' })

      expect(outside).toEqual([])
      expect(bare).toEqual([])
      expect(blank.map(({ id }) => id)).toContain(outOfSight?.id)
      expect(shanghai.length).toBeGreaterThan(0)
      const visible = sorted.findIndex(({ customer }) => customer === null)
      expect(sorted.slice(visible).every(({ customer }) => customer === null)).toBe(true)
      const groups = JSON.parse(`[${rows[0]?.rows ?? ''}]`) as { 'customer.city': string | null }[]
      expect(groups.map((group) => group['customer.city'])).toEqual(['Berlin', null])
    }))

  test.each([
    ['filter', { filter: 'amount > 1' }],
    ['sort', { sort: ['amount'] }],
    ['fields', { fields: ['amount'] }],
  ])('cannot name a hidden field in %s; the answer is that of an unknown one', (parameter, shape) => {
    const problemOf = (asked: Partial<PageShape>): unknown => {
      try {
        return pageStatement(catalog, deal, limited, { ...wholePage, ...asked })
      } catch (error) {
        return (error as { errors: unknown }).errors
      }
    }
    const hidden = problemOf(shape)
    const unknown = problemOf(JSON.parse(JSON.stringify(shape).replace('amount', 'amoxnt')) as Partial<PageShape>)

    expect(hidden).toMatchObject([{ path: parameter }])
    expect(JSON.parse(JSON.stringify(hidden).replaceAll('amount', 'amoxnt'))).toEqual(unknown)
  })
})
