import { describe, expect, test } from '@jest/globals'
import { definerAccess } from '../access/access.js'
import { objectById } from '../catalog/catalog.js'
import { runtimeValues } from '../engine-context.js'
import { execute } from '../storage/statement.js'
import type { Slots, Statement } from '../storage/statement.js'
import { countStatement, pageStatement } from './page-statement.js'
import type { PageShape } from './page-statement.js'
import { fixtureCatalog, shareReader } from './reader-fixture.testing.js'

const withFixture = shareReader()

const catalog = fixtureCatalog()
const anyShape: PageShape = {
  fields: ['subject'],
  filter: undefined,
  sort: undefined,
  search: undefined,
  after: undefined,
}

function page(shape: Partial<PageShape>, object = 'o-deal'): Statement {
  return pageStatement(catalog, objectById(catalog, object), definerAccess, { ...anyShape, ...shape })
}

/** The part of a page's statement that filters and orders. */
function innermost(shape: Partial<PageShape>): string {
  return /FROM "ws_test"\."deal_t" AS r (.*) LIMIT/.exec(page(shape).text)?.[1]?.trim() ?? ''
}

async function planOf(statement: Statement, slots: Slots = {}): Promise<string> {
  return withFixture(async ({ context, pool, admin }) => {
    const explained = { ...statement, text: `EXPLAIN (COSTS OFF) ${statement.text}` }
    const { rows } = await execute<{ 'QUERY PLAN': string }>(
      pool,
      explained,
      runtimeValues(context, catalog, admin),
      slots,
    )
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
}

const someId = '01890000-0002-7000-8000-000000000003'

describe('the statement of a page', () => {
  test('filters and orders first, then numbers the rows, then makes JSON of them, and is not named', () => {
    const { text, bindings, name } = page({ fields: ['name'], filter: 'email = "ann@example.com"' }, 'o-user')

    expect(text).toBe(
      'SELECT (SELECT "revision" FROM "ws_test"."meta") AS "revision", (SELECT "revision" FROM "ws_test"."organisation") AS "organisation", count(*)::int AS "found", ' +
        `string_agg(row_to_json(json_row)::text, ',' ORDER BY r."n") FILTER (WHERE r."n" <= $1::int) AS "records", ` +
        'max(CASE WHEN r."n" = $2::int THEN json_build_array(r."k0"::text, r."k1"::text)::text END) AS "cursor" ' +
        'FROM (SELECT row_number() OVER () AS "n", p.* FROM (' +
        'SELECT r."id", r."version", r."created_at", r."created_by", r."updated_at", r."updated_by", r."owner", ' +
        'r."deleted_at", r."deleted_by", r."name_c", r."email_c", r."created_at" AS "k0", r."id" AS "k1" ' +
        'FROM "ws_test"."user_t" AS r  WHERE r."deleted_at" IS NULL AND true AND (r."email_c" = $3::text) ' +
        'ORDER BY r."created_at" DESC, r."id" DESC LIMIT $4::int + 1) AS p) AS r  ' +
        'CROSS JOIN LATERAL (SELECT r."id" AS "id", r."version" AS "version", r."name_c" AS "name") AS json_row',
    )
    expect(bindings).toEqual([{ slot: 'limit' }, { slot: 'limit' }, 'ann@example.com', { slot: 'limit' }])
    expect(name).toBeUndefined()
  })

  test('reads titles outside the page, so only for its rows', () => {
    const { text } = page({ fields: ['customer.city'] })

    expect(text).toContain(
      ') AS p) AS r  CROSS JOIN LATERAL (SELECT r."id" AS "id", r."version" AS "version", ' +
        '(SELECT row_to_json(json_row) FROM (SELECT r_l."id", r_l."name_c" AS "title", r_l."city_c" AS "city" ' +
        'FROM "ws_test"."account_t" AS r_l  WHERE r_l."id" = r."customer_c" AND true) AS json_row) AS "customer") AS json_row',
    )
  })

  test.each([
    ['a never blank key in one direction', {}, 'ORDER BY r."created_at" DESC, r."id" DESC'],
    [
      'blanks last, said only where it is not the default',
      { sort: ['-amount', 'chance'] },
      'ORDER BY r."amount_c" DESC NULLS LAST, r."chance_c", r."id"',
    ],
    ['an option by its rank', { sort: ['stage'] }, 'ORDER BY array_position($1::text[], r."stage_c"), r."id"'],
    ['text by the collation', { sort: ['subject'] }, 'ORDER BY (r."subject_c") COLLATE "zh-x-icu", r."id"'],
    ['a lookup by its title', { sort: ['customer'] }, 'ORDER BY (r_1."name_c") COLLATE "zh-x-icu", r."id"'],
    ['nothing behind the id', { sort: ['-id', 'amount'] }, 'ORDER BY r."id" DESC'],
  ])('orders by %s', (_, shape, order) => {
    expect(innermost(shape).replaceAll(/\$\d+/g, '$1')).toMatch(order)
  })

  test.each([
    [
      'keys that are never blank and run one way as a row',
      { after: ['2026-01-01', someId] },
      '(r."created_at", r."id") < ($1::timestamptz, $1::uuid)',
    ],
    [
      'keys that may be blank with OR',
      { sort: ['amount'], after: ['5', someId] },
      '(r."amount_c" > $1::numeric OR r."amount_c" IS NULL OR (r."amount_c" = $1::numeric AND (r."id" > $1::uuid)))',
    ],
    [
      'blanks behind a blank by the next key',
      { sort: ['-amount'], after: [null, someId] },
      '(r."amount_c" IS NULL AND (r."id" < $1::uuid))',
    ],
    [
      'mixed directions with OR behind a bound that an index can start from',
      { sort: ['createdAt', '-version'], after: ['2026-01-01', '3', someId] },
      '(r."created_at" >= $1::timestamptz AND (r."created_at" > $1::timestamptz OR (r."created_at" = $1::timestamptz AND ' +
        '(r."version" < $1::integer OR (r."version" = $1::integer AND (r."id" < $1::uuid))))))',
    ],
  ])('compares %s', (_, shape, condition) => {
    expect(innermost(shape).replaceAll(/\$\d+/g, '$1')).toContain(`AND true AND ${condition} ORDER BY`)
  })
})

describe('PostgreSQL serves a page by index', () => {
  test('for the newest records, on the first page and behind a cursor', async () => {
    const first = await planOf(page({}), { limit: 50 })
    const next = await planOf(page({ after: ['', ''] }), { limit: 50, after0: '2026-02-01T00:00:00Z', after1: someId })

    expect(first).toMatch(/Limit\n\s+->\s+Index Scan using deal_t_created_at_id_idx/)
    expect(next).toMatch(
      /Index Scan using deal_t_created_at_id_idx on deal_t r\n\s+Index Cond: \(ROW\(created_at, id\) < ROW\(/,
    )
  })

  test('for a lookup compared with an id', async () => {
    expect(await planOf(page({ filter: `customer = "${someId}"` }), { limit: 50 })).toContain(
      `Index Cond: (customer_c = '${someId}'::uuid)`,
    )
  })

  test('for an option with an order that matches the index, blanks last', async () => {
    const plan = await planOf(page({ filter: 'stage = "won"', sort: ['-amount'] }), { limit: 50 })

    expect(plan).toMatch(/Presorted Key: r\.amount_c\n\s+->\s+Index Scan using deal_t_stage_c_amount_c_idx/)
    expect(plan).toContain("Index Cond: (stage_c = 'won'::text)")
  })

  test('and counts and estimates read no more than the condition needs', async () => {
    const shape = { ...anyShape, filter: `customer = "${someId}"` }
    const count = countStatement(catalog, objectById(catalog, 'o-deal'), definerAccess, shape, 'exact')

    expect(count.text).toBe(
      'SELECT (SELECT "revision" FROM "ws_test"."meta") AS "revision", (SELECT "revision" FROM "ws_test"."organisation") AS "organisation", count(*) AS "count" FROM "ws_test"."deal_t" AS r  ' +
        'WHERE r."deleted_at" IS NULL AND true AND (r."customer_c" = $1::uuid)',
    )
    expect(await planOf(count)).toContain(`Index Cond: (customer_c = '${someId}'::uuid)`)
  })

  test('and positive leaves stay plain: nothing is wrapped around an indexable comparison', () => {
    const { text } = page({ filter: `customer = "${someId}" and not (stage = "lost") and amount >= 5 and owner = me` })

    expect(/AND true AND (.*) ORDER BY r\./.exec(text)?.[1]).toBe(
      '((r."customer_c" = $3::uuid AND (r."stage_c" <> $4::text OR r."stage_c" IS NULL) AND r."amount_c" >= $5::numeric AND r."owner" = $6::uuid))',
    )
  })
})
