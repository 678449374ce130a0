import { describe, expect, test } from '@jest/globals'
import type { TestEngine } from '../engine.testing.js'
import { list, the, withVisits } from './any-lookup.testing.js'
import { make, problemsOf, read, refusal } from './sales.testing.js'

const unknown = '01900000-0000-7000-8000-0000000000ff'

/** An account, a contact of it, and a visit to each. */
async function aDay(sales: TestEngine) {
  const account = await make(sales, 'account', { name: '智合', rate: 3 })
  const contact = await make(sales, 'contact', { name: '李', account: account.id })
  const team = await make(sales, 'team', { name: '一组' })
  const there = await make(sales, 'visit', { subject: 'a', cost: 10, team: team.id, related: the('account', account) })
  const here = await make(sales, 'visit', { subject: 'c', cost: 5, team: team.id, related: the('contact', contact) })
  return { account, contact, team, there, here }
}

describe('a record of one of several objects', () => {
  test('is written with its object, with what was read, or by its id alone, and read with its title', () =>
    withVisits(async (sales) => {
      const { engine, admin } = sales
      const { account, contact, there } = await aDay(sales)
      const inAccount = { object: 'account', id: account.id, title: '智合' }
      expect(there).toMatchObject({ related: inAccount, version: 1 })

      await engine.records.update(admin, 'visit', there.id, { related: inAccount })
      expect(await read(sales, 'visit', there.id)).toMatchObject({ version: 1 })

      await engine.records.update(admin, 'visit', there.id, { related: contact.id })
      const inContact = { object: 'contact', id: contact.id, title: '李' }
      expect(await read(sales, 'visit', there.id)).toMatchObject({ related: inContact, version: 2 })

      const { rows } = await sales.pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_constraint WHERE contype = 'c' AND conrelid::regclass::text LIKE '%visit%'`,
      )
      expect(rows[0]?.n).toBe(1)

      await engine.records.update(admin, 'visit', there.id, { related: null })
      expect(await read(sales, 'visit', there.id)).toMatchObject({ related: null, version: 3 })
    }))

  test('is refused where its object is none of the field’s, and where it is not there', () =>
    withVisits(async (sales) => {
      const { engine, admin } = sales
      const { account, contact, team, there } = await aDay(sales)
      const problems = async (related: unknown): Promise<unknown> => {
        const one = await refusal(engine.records.update(admin, 'visit', there.id, { related }))
        const both = await refusal(engine.records.batch(admin, 'visit', { create: [{ related }] }))
        return [...problemsOf(one), ...problemsOf(both)]
      }
      const both = (code: string): string[] => [`related ${code}`, `create/0/related ${code}`]

      expect(await problems(the('team', team))).toEqual(both('field.wrong_object'))
      expect(await problems({ object: 'nothing', id: account.id })).toEqual(both('field.wrong_object'))
      expect(await problems({ object: 'account', id: contact.id })).toEqual(both('field.unknown_record'))
      expect(await problems(unknown)).toEqual(both('field.unknown_record'))
      expect(await problems('智合')).toEqual(both('field.format'))
      expect(await read(sales, 'visit', there.id)).toMatchObject({ version: 1 })
    }))

  test('is followed by formulas and rules once its object is named, and known by its title without', () =>
    withVisits(async (sales) => {
      const { there, here } = await aDay(sales)
      expect(await read(sales, 'visit', there.id)).toMatchObject({ about: '智合', company: '智合', worth: 30 })
      expect(await read(sales, 'visit', here.id)).toMatchObject({ about: '李', company: '智合', worth: 5 })

      const [bad, locked] = [await make(sales, 'account', { name: '坏' }), await make(sales, 'contact', { name: '锁' })]
      for (const related of [the('account', bad), the('contact', locked)]) {
        const error = await refusal(sales.engine.records.update(sales.admin, 'visit', here.id, { related }))
        expect(problemsOf(error)).toEqual(['related rule.not-bad'])
      }
    }))

  test('narrows lists down and groups them, and has no order', () =>
    withVisits(async (sales) => {
      const { account, contact } = await aDay(sales)
      await make(sales, 'visit', { subject: 'none' })
      const found = async (filter: string): Promise<unknown> =>
        (await list(sales, 'visit', { filter })).map(({ subject }) => subject)

      expect(await found(`AS(related, account) = "${account.id}"`)).toEqual(['a'])
      expect(await found(`related in ["${account.id}", "${contact.id}"]`)).toEqual(['a', 'c'])
      expect(await found(`related <> "${account.id}"`)).toEqual(['c', 'none'])
      expect(await found('ISBLANK(related)')).toEqual(['none'])
      expect(await found('ISBLANK(AS(related, contact))')).toEqual(['a', 'none'])
      expect(await found('AS(related, contact).account.name = "智合"')).toEqual(['c'])
      expect(await found('CONTAINS(TITLE(related), "李")')).toEqual(['c'])
      expect(await found('AS(related, account).rate > 2')).toEqual(['a'])

      const { engine, admin } = sales
      const query = { groupBy: [{ field: 'related' }], measures: [{ function: 'count' as const, as: 'n' }] }
      const groups = JSON.parse((await engine.records.aggregate(admin, 'visit', query)).rowsJson) as unknown[]
      expect(groups).toHaveLength(3)
      expect(groups).toEqual(
        expect.arrayContaining([
          { related: { object: 'account', id: account.id, title: '智合' }, n: 1 },
          { related: { object: 'contact', id: contact.id, title: '李' }, n: 1 },
          { related: null, n: 1 },
        ]),
      )
      expect((await refusal(list(sales, 'visit', { sort: ['related'] }))).code).toBe('request.bad_sort')
      expect((await refusal(list(sales, 'visit', { filter: 'related.name = "x"' }))).code).toBe('request.bad_filter')
    }))

  test('is summed up from either side, right after every change', () =>
    withVisits(async (sales) => {
      const { engine, admin } = sales
      const { account, contact, team, there } = await aDay(sales)
      const sums = async (): Promise<unknown> => ({
        ...pick(await read(sales, 'account', account.id), 'visits', 'cost', 'worth'),
        contact: (await read(sales, 'contact', contact.id)).visits,
        ...pick(await read(sales, 'team', team.id), 'places', 'different'),
      })
      expect(await sums()).toEqual({ visits: 1, cost: 10, worth: 30, contact: 1, places: 2, different: 2 })

      await engine.records.update(admin, 'account', account.id, { rate: 4 })
      expect(await sums()).toMatchObject({ worth: 40 })
      await engine.records.update(admin, 'visit', there.id, { related: the('contact', contact) })
      expect(await sums()).toEqual({ visits: 0, cost: 0, worth: 0, contact: 2, places: 2, different: 1 })
      await engine.records.update(admin, 'visit', there.id, { related: null })
      expect(await sums()).toEqual({ visits: 0, cost: 0, worth: 0, contact: 1, places: 1, different: 1 })
    }))

  test('is read over the records that point to the one that has it, and what is summed from there follows', () =>
    withVisits(async (sales) => {
      const { engine, admin } = sales
      const { account, contact, there } = await aDay(sales)
      const note = await make(sales, 'note', { text: 'n', visit: there.id })
      expect(await read(sales, 'note', note.id)).toMatchObject({ rate: 3, whom: '智合' })
      const [read1] = await list(sales, 'note', { fields: ['visit.related'] })
      expect(read1).toMatchObject({ visit: { related: { object: 'account', id: account.id, title: '智合' } } })
      const noted = async (): Promise<unknown> => (await read(sales, 'visit', there.id)).noted
      expect(await noted()).toBe(3)

      await engine.records.update(admin, 'account', account.id, { rate: 7 })
      expect(await noted()).toBe(7)
      await engine.records.update(admin, 'visit', there.id, { related: the('contact', contact) })
      expect([await noted(), (await read(sales, 'note', note.id)).whom]).toEqual([0, '李'])

      await engine.records.update(admin, 'account', account.id, { rate: 101 })
      const dear = await make(sales, 'visit', { subject: 'd', related: the('account', account) })
      const error = await refusal(engine.records.update(admin, 'note', note.id, { visit: dear.id }))
      expect(problemsOf(error)).toEqual(['visit rule.not-dear'])
    }))

  test('is told by history with its title, as one change', () =>
    withVisits(async (sales) => {
      const { engine, admin } = sales
      const { account, contact, there } = await aDay(sales)
      await engine.records.update(admin, 'visit', there.id, { related: the('contact', contact) })

      const { entries } = await engine.records.history(admin, 'visit', there.id, {})
      expect(entries[0]?.changes).toEqual([
        {
          field: 'related',
          label: '相关',
          from: { object: 'account', id: account.id, title: '智合' },
          to: { object: 'contact', id: contact.id, title: '李' },
        },
      ])
    }))

  test('that goes to the bin is let go, with history, and what was let go stays blank when it comes back', () =>
    withVisits(async (sales) => {
      const { engine, admin } = sales
      const { account, there, here } = await aDay(sales)

      await engine.records.remove(admin, 'account', account.id)
      expect(await read(sales, 'visit', there.id)).toMatchObject({ related: null, version: 2 })
      expect(await read(sales, 'visit', here.id)).toMatchObject({ related: { title: '李' }, version: 1 })
      expect(problemsOf(await refusal(make(sales, 'visit', { related: the('account', account) })))).toEqual([
        'related field.unknown_record',
      ])

      await engine.records.restore(admin, 'account', account.id)
      expect(await read(sales, 'visit', there.id)).toMatchObject({ related: null })
      expect(await read(sales, 'account', account.id)).toMatchObject({ visits: 0 })
    }))

  test('that goes to the bin while a writer sets it is either refused or let go', () =>
    withVisits(async (sales) => {
      const { engine, admin } = sales
      for (let n = 0; n < 6; n += 1) {
        const object = n % 2 === 0 ? 'account' : 'contact'
        const target = await make(sales, object, { name: `t${n}` })
        await Promise.allSettled([
          make(sales, 'visit', { subject: `v${n}`, related: the(object, target) }),
          engine.records.remove(admin, object, target.id),
        ])
      }
      expect((await list(sales, 'visit')).filter(({ related }) => related !== null)).toEqual([])
    }))
})

function pick(record: Readonly<Record<string, unknown>>, ...keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, record[key]]))
}
