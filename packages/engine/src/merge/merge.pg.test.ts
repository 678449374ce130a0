import { describe, expect, test } from '@jest/globals'
import type { Actor } from '../contract.js'
import { errorOf } from '../schema/workshop.testing.js'
import { make, recordsOf, withCompanies } from './merge.testing.js'

describe('a merge', () => {
  test('moves all that points to the merged one, the bin included, keeps chosen values, and puts the rest into the bin', () =>
    withCompanies(async (given) => {
      const { engine, admin } = given
      const a = await make(given, 'company', { name: '华为', email: 'a@example.com', level: 'a' })
      const b = await make(given, 'company', { name: '华为技术', email: 'b@example.com', level: 'b', partner: a })
      const child = await make(given, 'company', { name: '子公司', parent: b })
      const own = await make(given, 'deal', { name: '一', company: a, amount: 10 })
      const moved = await make(given, 'deal', { name: '二', company: b, payer: b, amount: 5 })
      const binned = await make(given, 'deal', { name: '三', company: b, amount: 7 })
      await engine.records.remove(admin, 'deal', binned)

      expect(await engine.records.previewMerge(admin, 'company', { keep: a, merge: [b] })).toEqual({
        related: [
          { object: 'company', label: '公司', field: 'parent', fieldLabel: '上级', count: 1 },
          { object: 'deal', label: '商机', field: 'company', fieldLabel: '公司', count: 1 },
          { object: 'deal', label: '商机', field: 'payer', fieldLabel: '付款方', count: 1 },
        ],
        conflicts: [],
        hidden: 0,
      })
      const answer = await engine.records.merge(admin, 'company', {
        keep: a,
        merge: [b],
        values: { email: 'b@example.com', level: 'b' },
      })

      expect(JSON.parse(answer.json)).toMatchObject({
        id: a,
        name: '华为',
        email: 'b@example.com',
        level: 'b',
        dealTotal: 15,
      })
      const [companies, deals] = [await recordsOf(given, 'company'), await recordsOf(given, 'deal')]
      expect([...companies.keys()].sort()).toEqual([a, child].sort())
      expect(companies.get(child)).toMatchObject({ parent: a, version: 2 })
      expect(deals.get(own)).toMatchObject({ company: a, version: 1 })
      expect(deals.get(moved)).toMatchObject({ company: a, payer: a, version: 2 })
      await engine.records.restore(admin, 'deal', binned)
      expect((await recordsOf(given, 'company')).get(a)).toMatchObject({ dealTotal: 22 })

      const [entry] = (await engine.records.history(admin, 'company', b, {})).entries
      expect(entry).toMatchObject({
        op: 'merge',
        by: { id: admin.id },
        merge: { kept: { id: a, title: '华为' }, merged: [{ id: b, title: '华为技术' }], undoneAt: null },
      })
      const [kept] = (await engine.records.history(admin, 'company', a, {})).entries
      expect(kept).toMatchObject({
        op: 'merge',
        merge: { id: entry?.merge?.id },
        changes: [{ field: 'email' }, { field: 'level' }],
      })
    }))

  test('takes links along, from either side, and gives them back', () =>
    withCompanies(async (given) => {
      const { engine, admin } = given
      const [x, y] = [await make(given, 'product', { name: 'X' }), await make(given, 'product', { name: 'Y' })]
      const rival = await make(given, 'company', { name: '丁' })
      const a = await make(given, 'company', { name: '甲', products: [x], rivals: [rival] })
      const b = await make(given, 'company', { name: '乙', products: [x, y], rivals: [a] })
      await engine.records.update(admin, 'company', rival, { rivals: [b] })
      await make(given, 'event', { name: '两家', guests: [a, b] })
      const fair = await make(given, 'event', { name: '展会', guests: [b, rival] })
      const shown = async () => {
        const [companies, products, events] = await Promise.all(
          ['company', 'product', 'event'].map((object) => recordsOf(given, object)),
        )
        const ids = (value: unknown) => (value as { id: string }[] | null)?.map(({ id }) => id).sort() ?? null
        return {
          companies: [...(companies ?? [])].map(([id, one]) => [
            id,
            ids(one['products']),
            ids(one['rivals']),
            one['events'],
          ]),
          products: [...(products ?? [])].map(([id, one]) => [id, one['makers']]),
          events: [...(events ?? [])].map(([id, one]) => [id, ids(one['guests'])]),
        }
      }
      const before = await shown()
      const { related } = await engine.records.previewMerge(admin, 'company', { keep: a, merge: [b] })
      expect(related.map(({ object, field, count }) => [object, field, count])).toEqual([
        ['company', 'rivals', 1],
        ['event', 'guests', 1],
      ])

      await engine.records.merge(admin, 'company', { keep: a, merge: [b] })

      const companies = await recordsOf(given, 'company')
      const linked = (id: string, key: string) => (companies.get(id)?.[key] as { id: string }[]).map((one) => one.id)
      expect([linked(a, 'products'), linked(a, 'rivals'), linked(rival, 'rivals')]).toEqual([[x, y], [rival], [a]])
      expect([companies.get(a)?.['events'], companies.get(rival)?.['events']]).toEqual([2, 1])
      expect((await recordsOf(given, 'product')).get(x)).toMatchObject({ makers: 1 })
      const guests = (await recordsOf(given, 'event')).get(fair)?.['guests'] as { id: string }[]
      expect(guests.map(({ id }) => id).sort()).toEqual([a, rival].sort())

      await engine.records.unmerge(admin, 'company', a)
      expect(await shown()).toEqual(before)
    }))

  test('taken back leaves everything as it was', () =>
    withCompanies(async (given) => {
      const { engine, admin } = given
      const a = await make(given, 'company', { name: '甲', email: 'a@example.com' })
      const b = await make(given, 'company', { name: '乙', email: 'b@example.com', partner: a })
      await make(given, 'company', { name: '丙', parent: b, partner: b })
      await make(given, 'deal', { name: '一', company: b, payer: a, amount: 5 })
      const before = [await recordsOf(given, 'company'), await recordsOf(given, 'deal')].map(valuesOnly)

      await engine.records.merge(admin, 'company', {
        keep: a,
        merge: [b],
        values: { email: 'b@example.com', name: '乙' },
      })
      const answer = await engine.records.unmerge(admin, 'company', a)

      expect(JSON.parse(answer.json)).toMatchObject({ id: a, name: '甲', email: 'a@example.com' })
      expect([await recordsOf(given, 'company'), await recordsOf(given, 'deal')].map(valuesOnly)).toEqual(before)
      expect((await errorOf(engine.records.unmerge(admin, 'company', a))).code).toBe('merge.not_found')
      const { entries } = await engine.records.history(admin, 'company', a, {})
      expect(entries.find(({ op }) => op === 'merge')?.merge?.undoneAt).toMatch(/^\d{4}-/)
    }))

  test('asked for again changes nothing; what is not there, repeated or without rights is refused', () =>
    withCompanies(async (given) => {
      const { engine, admin, nobody } = given
      const a = await make(given, 'company', { name: '甲' })
      const b = await make(given, 'company', { name: '乙' })
      const c = await make(given, 'company', { name: '丙' })
      const codes = async (keep: string, merge: string[], values = {}): Promise<string> =>
        (await errorOf(engine.records.merge(admin, 'company', { keep, merge, values }))).code

      expect([await codes(a, []), await codes(a, [a]), await codes(a, [b, b]), await codes(a, ['x'])]).toEqual([
        'record.invalid',
        'record.invalid',
        'record.invalid',
        'record.not_found',
      ])
      const refused = await errorOf(
        engine.records.merge(admin, 'company', { keep: a, merge: [b], values: { name: '坏' } }),
      )
      expect(refused.errors?.map(({ code }) => code)).toEqual(['rule.named'])
      expect((await errorOf(engine.records.merge(nobody, 'company', { keep: a, merge: [b] }))).code).toBe(
        'record.unknown_object',
      )
      expect((await recordsOf(given, 'company')).get(a)).toMatchObject({ version: 1 })

      const first = await engine.records.merge(admin, 'company', { keep: a, merge: [b] })
      const second = await engine.records.merge(admin, 'company', { keep: a, merge: [b] })
      expect([first.version, second.version]).toEqual([2, 2])
      expect(await codes(c, [b])).toBe('record.not_found')
      expect(await codes(b, [c])).toBe('record.not_found')
    }))

  test('whose children would collide says which, and puts the chosen ones into the bin until it is taken back', () =>
    withCompanies(async (given) => {
      const { engine, admin } = given
      const a = await make(given, 'company', { name: '甲' })
      const b = await make(given, 'company', { name: '乙' })
      const ours = await make(given, 'plan', { name: '甲 2026', company: a, year: 2026 })
      const theirs = await make(given, 'plan', { name: '乙 2026', company: b, year: 2026 })
      const free = await make(given, 'plan', { name: '乙 2027', company: b, year: 2027 })
      const request = { keep: a, merge: [b] }

      const error = await errorOf(engine.records.merge(admin, 'company', request))
      expect([error.code, error.status]).toEqual(['merge.conflicts', 409])
      expect(error.errors).toMatchObject([
        {
          path: 'bin/plan',
          code: 'merge.conflict',
          message: { 'zh-CN': '「年度计划」的「公司、年份」必须唯一，以下记录只能保留一条：甲 2026、乙 2026。' },
        },
      ])
      expect(await engine.records.previewMerge(admin, 'company', request)).toMatchObject({
        conflicts: [
          { object: 'plan', fields: ['公司', '年份'], records: [{ id: ours, title: '甲 2026' }, { id: theirs }] },
        ],
      })
      const foreign = await errorOf(engine.records.merge(admin, 'company', { ...request, bin: { plan: [free, ours] } }))
      expect(foreign.errors).toMatchObject([{ path: 'bin/plan/0', code: 'merge.not_in_conflict' }])

      await engine.records.merge(admin, 'company', { ...request, bin: { plan: [ours] } })
      expect([...(await recordsOf(given, 'plan')).values()].map(({ name, company }) => [name, company]).sort()).toEqual(
        [
          ['乙 2026', a],
          ['乙 2027', a],
        ],
      )
      await engine.records.unmerge(admin, 'company', a)
      expect([...(await recordsOf(given, 'plan')).values()].map(({ name, company }) => [name, company]).sort()).toEqual(
        [
          ['乙 2026', b],
          ['乙 2027', b],
          ['甲 2026', a],
        ],
      )
    }))

  test('puts children into the bin by the rights of whoever merges, and says nothing of those out of sight', () =>
    withCompanies(async (given) => {
      const { engine, admin } = given
      const [a, b] = [await make(given, 'company', { name: '甲' }), await make(given, 'company', { name: '乙' })]
      const ours = await make(given, 'plan', { name: '甲 2026', company: a, year: 2026 })
      const theirs = await make(given, 'plan', { name: '乙 2026', company: b, year: 2026 })
      const companies = { object: 'company', actions: ['read', 'change', 'delete'] }
      const role = (key: string, ...more: object[]) => ({ kind: 'role', key, label: key, grants: [companies, ...more] })
      const roles = [
        role('blind'),
        role('reader', { object: 'plan', actions: ['read'] }),
        role('keeper', { object: 'plan', actions: ['read', 'delete'] }),
        {
          ...role('partial'),
          grants: [
            { ...companies, rows: 'name = "甲"' },
            { object: 'plan', actions: ['read', 'delete'] },
          ],
        },
        { kind: 'role', key: 'visitor', label: 'visitor', grants: [{ object: 'company', actions: ['read'] }] },
      ]
      const changes = roles.map((document) => ({ op: 'put' as const, document: document as never }))
      await engine.changes.publish(admin, { changes })
      const as = (key: string): Actor => ({ ...admin, id: '01900000-0000-7000-8000-0000000000e2', roles: [key] })
      const request = { keep: a, merge: [b] }
      const choosing = { ...request, bin: { plan: [theirs] } }

      expect(await engine.records.previewMerge(as('blind'), 'company', request)).toMatchObject({ conflicts: [] })
      const untold = await errorOf(engine.records.merge(as('blind'), 'company', request))
      expect(untold.errors).toMatchObject([{ path: 'bin', code: 'merge.conflict_out_of_sight' }])
      const unseen = await errorOf(engine.records.merge(as('blind'), 'company', choosing))
      expect(unseen.errors).toMatchObject([{ path: 'bin/plan/0', code: 'merge.not_in_conflict' }])
      expect((await errorOf(engine.records.merge(as('reader'), 'company', choosing))).code).toBe('access.denied')
      expect((await errorOf(engine.records.previewMerge(as('visitor'), 'company', request))).code).toBe('access.denied')
      expect([...(await recordsOf(given, 'plan')).keys()].sort()).toEqual([ours, theirs].sort())

      await engine.records.merge(as('keeper'), 'company', choosing)
      for (const key of ['reader', 'partial'])
        expect((await errorOf(engine.records.unmerge(as(key), 'company', a))).code).toBe('access.denied')
      await engine.records.unmerge(as('keeper'), 'company', a)
      expect([...(await recordsOf(given, 'plan')).keys()].sort()).toEqual([ours, theirs].sort())
    }))

  test('of records above and below each other closes no circle', () =>
    withCompanies(async (given) => {
      const { engine, admin } = given
      const top = await make(given, 'company', { name: '总部' })
      const upper = await make(given, 'company', { name: '大区', parent: top })
      const middle = await make(given, 'company', { name: '分部', parent: upper })
      const lower = await make(given, 'company', { name: '门店', parent: middle })

      expect((await errorOf(engine.records.merge(admin, 'company', { keep: lower, merge: [upper] }))).code).toBe(
        'merge.below',
      )
      await engine.records.merge(admin, 'company', { keep: middle, merge: [upper] })
      expect((await recordsOf(given, 'company')).get(middle)).toMatchObject({ parent: top })
      await engine.records.merge(admin, 'company', { keep: top, merge: [middle] })
      expect((await recordsOf(given, 'company')).get(lower)).toMatchObject({ parent: top })

      const early = await errorOf(engine.records.unmerge(admin, 'company', middle))
      expect([early.code, early.status]).toEqual(['merge.kept_in_bin', 409])
      await engine.records.unmerge(admin, 'company', top)
      await engine.records.unmerge(admin, 'company', middle)
      const companies = await recordsOf(given, 'company')
      expect([
        companies.get(lower)?.['parent'],
        companies.get(middle)?.['parent'],
        companies.get(upper)?.['parent'],
      ]).toEqual([middle, upper, top])
    }))

  test(
    'loses no record that others add meanwhile: each belongs to the one that stays, or was refused',
    () =>
      withCompanies(async (given) => {
        const { engine, admin } = given
        const a = await make(given, 'company', { name: '甲' })
        const others = await Promise.all([1, 2, 3].map((n) => make(given, 'company', { name: `乙${n}` })))
        const second = given.another()
        const writers = Array.from({ length: 24 }, (_, n) =>
          (n % 2 === 0 ? engine : second).records.create(admin, 'deal', {
            name: `${n}`,
            company: others[n % 3],
            amount: 1,
          }),
        )
        const merges = others.map((id) => engine.records.merge(admin, 'company', { keep: a, merge: [id] }))
        const made = await Promise.allSettled(writers)
        await Promise.all(merges)

        const codes = made.flatMap((result) =>
          result.status === 'rejected' ? [(result.reason as { code: string }).code] : [],
        )
        expect(codes.every((code) => code === 'record.invalid')).toBe(true)
        const written = made.filter(({ status }) => status === 'fulfilled').length
        expect([...(await recordsOf(given, 'deal')).values()].map(({ company }) => company)).toEqual(
          Array.from({ length: written }, () => a),
        )
        expect((await recordsOf(given, 'company')).get(a)).toMatchObject({ dealTotal: written })
      }),
    60_000,
  )
})

/** Values by id, without versions and dates. */
function valuesOnly(records: Awaited<ReturnType<typeof recordsOf>>): unknown {
  return Object.fromEntries(
    [...records].map(([id, { version: _version, updatedAt: _at, updatedBy: _by, ...values }]) => [id, values]),
  )
}
