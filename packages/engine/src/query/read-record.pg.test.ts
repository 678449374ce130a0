import { describe, expect, test } from '@jest/globals'
import { definerAccess } from '../access/access.js'
import { StaleCatalog } from '../catalog/catalog-cache.js'
import { objectById } from '../catalog/catalog.js'
import { readRecord } from './read-record.js'
import { recordStatement, titleStatement } from './record-statements.js'
import { fixtureCatalog, shareReader, withReader } from './reader-fixture.testing.js'
import { selectFields } from './selection.js'

const withFixture = shareReader()

const missing = '01890000-0003-7000-8000-ffffffffffff'

describe('reading one record', () => {
  test('gives every readable field in wire form, lookups with their titles', () =>
    withFixture(async ({ reader, admin, data }) => {
      const deal = data.deals.find(
        ({ deleted, customer, amount, tags, meetAt, closeOn, helper, owner, phone, notes, chance, stage }) =>
          !deleted &&
          [customer, amount, meetAt, closeOn, helper, owner, phone, notes, chance, stage].every(
            (value) => value !== null,
          ) &&
          tags?.length === 2,
      )
      const customer = data.accounts.find(({ id }) => id === deal?.customer)
      const person = (id: string | null | undefined) =>
        data.users.map(({ id, name }) => ({ id, title: name })).find((user) => user.id === id) ?? null

      const answer = await reader.get(admin, 'deal', deal?.id ?? '')

      expect(answer).toMatchObject({ id: deal?.id, version: 1 })
      const amount = deal?.amount ?? 0
      expect(JSON.parse(answer.json)).toEqual({
        id: deal?.id,
        version: 1,
        createdAt: deal?.createdAt,
        createdBy: person(admin.id),
        updatedAt: deal?.createdAt,
        updatedBy: null,
        owner: person(deal?.owner),
        subject: deal?.subject,
        customer: { id: customer?.id, title: customer?.name },
        amount,
        chance: deal?.chance,
        stage: deal?.stage,
        tags: ['alpha', 'beta'],
        closeOn: deal?.closeOn,
        meetAt: deal?.meetAt,
        active: deal?.active,
        phone: deal?.phone,
        notes: deal?.notes,
        number: deal?.number,
        helper: person(deal?.helper),
        withTax: Math.round(amount * 106 + 1e-6) / 100,
        place: `${customer?.city ?? ''}/${deal?.subject}`,
        isLate: (deal?.closeOn ?? '') < '2026-03-16',
        rank: amount > 500 ? deal?.stage : null,
        boss: person(customer?.owner),
      })
    }))

  test('gives only what fields names, id and version always', () =>
    withFixture(async ({ reader, admin, data }) => {
      const id = data.deals.find(({ deleted, customer }) => !deleted && customer === null)?.id ?? ''

      const { json } = await reader.get(admin, 'deal', id, { fields: ['number', 'customer.city', 'number'] })

      expect(JSON.parse(json)).toEqual({
        id,
        version: 1,
        number: data.deals.find((deal) => deal.id === id)?.number,
        customer: null,
      })
    }))

  test('is one named statement with explicit columns', () => {
    const catalog = fixtureCatalog()
    const user = objectById(catalog, 'o-user')

    const { text, name, bindings } = recordStatement(
      catalog,
      user,
      definerAccess,
      selectFields(catalog, definerAccess, user, ['name', 'createdAt']),
    )

    expect(text).toBe(
      'SELECT r."id", r."version", (SELECT "revision" FROM "ws_test"."meta") AS "revision", (SELECT "revision" FROM "ws_test"."organisation") AS "organisation", row_to_json(json_row)::text AS "json" ' +
        'FROM "ws_test"."user_t" AS r  CROSS JOIN LATERAL (SELECT r."id" AS "id", r."version" AS "version", r."name_c" AS "name", ' +
        `to_char(r."created_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt") AS json_row ` +
        'WHERE r."id" = $1::uuid AND r."deleted_at" IS NULL AND true',
    )
    expect(bindings).toEqual([{ slot: 'id' }])
    expect(name).toMatch(/^[\w-]{24}$/)
    expect(titleStatement(catalog, user, definerAccess).name).toBeDefined()
  })

  test.each([
    ['a missing record', missing],
    ['text that is no id', 'x'],
  ])('answers 404 for %s', (_, id) =>
    withFixture(async ({ reader, admin }) => {
      await expect(reader.get(admin, 'deal', id)).rejects.toMatchObject({ code: 'record.not_found', status: 404 })
    }),
  )

  test('answers 404 for a record in the bin', () =>
    withFixture(async ({ reader, admin, data }) => {
      const id = data.deals.find(({ deleted }) => deleted)?.id ?? ''

      await expect(reader.get(admin, 'deal', id)).rejects.toMatchObject({ code: 'record.not_found' })
    }))

  test('refuses to answer from a catalog that is not the current one', () =>
    withReader(async ({ context, catalog, pool, admin, data }) => {
      await pool.query('UPDATE ws_test.meta SET revision = revision + 1')

      await expect(
        readRecord(context, catalog, admin, 'deal', data.deals[0]?.id ?? '', undefined),
      ).rejects.toBeInstanceOf(StaleCatalog)
    }))

  test('tells a writer the id alone of a record that is out of sight', () =>
    withFixture(async ({ reader, admin, catalog }) => {
      expect(await reader.readBack(admin, catalog, 'deal', missing)).toEqual({
        id: missing,
        version: 0,
        json: `{"id":"${missing}"}`,
      })
    }))
})

describe('an account without roles', () => {
  test('meets the same 404 at every read as for an object that does not exist', () =>
    withFixture(async ({ reader, nobody, admin, data }) => {
      const id = data.deals[0]?.id ?? ''
      const reads = (actor: typeof nobody, object: string) => [
        () => reader.query(actor, object, {}),
        () => reader.query(actor, object, { filter: 'nonsense', sort: ['nonsense'] }),
        () => reader.get(actor, object, id),
        () => reader.aggregate(actor, object, { measures: [{ function: 'count', as: 'n' }] }),
        () => reader.schema(actor, object),
        () => reader.history(actor, object, id, {}),
      ]

      for (const read of [...reads(nobody, 'deal'), ...reads(admin, 'nothing')]) {
        await expect(read()).rejects.toMatchObject({ code: 'record.unknown_object', status: 404 })
      }
    }))
})
