import { describe, expect, test } from '@jest/globals'
import type { TestEngine } from '../engine.testing.js'
import { show, withPeople } from './links.testing.js'
import { make, problemsOf, read, refusal } from './sales.testing.js'
import type { Json } from './sales.testing.js'

const unknown = '01900000-0000-7000-8000-0000000000ff'

/** Two people and three projects; the first person takes part in the first two. */
async function aTeam(sales: TestEngine) {
  const [a, b, c] = [
    await make(sales, 'project', { name: 'A', amount: 10, stage: 'won' }),
    await make(sales, 'project', { name: 'B', amount: 20.5 }),
    await make(sales, 'project', { name: 'C' }),
  ]
  const li = await make(sales, 'person', { name: '李', projects: [b.id, { id: a.id, title: 'A' }], rate: 5 })
  const wu = await make(sales, 'person', { name: '吴' })
  return { a, b, c, li, wu }
}

describe('links', () => {
  test('are read and written from both sides, in the order they were made', () =>
    withPeople(async (sales) => {
      const { engine, admin } = sales
      const { a, b, c, li, wu } = await aTeam(sales)
      expect(li).toMatchObject({
        projects: [
          { id: b.id, title: 'B' },
          { id: a.id, title: 'A' },
        ],
        version: 1,
        worth: 10,
      })
      expect(await show(sales, 'person', li.id)).toMatchObject({ count: 2, spread: 30.5, names: 'B+A' })

      await engine.records.update(admin, 'project', c.id, { people: [wu.id, li.id] })
      expect(await show(sales, 'project', c.id)).toMatchObject({
        people: ['吴', '李'],
        heads: 2,
        dearest: 5,
        busiest: 3,
      })
      expect(await show(sales, 'person', li.id)).toMatchObject({ projects: ['B', 'A', 'C'], version: 1, count: 3 })

      await engine.records.update(admin, 'person', li.id, { projects: [c.id, b.id] })
      expect(await show(sales, 'person', li.id)).toMatchObject({ projects: ['B', 'C'], version: 2 })
      expect(await show(sales, 'project', a.id)).toMatchObject({ people: null, heads: 0, dearest: null })

      await engine.records.update(admin, 'person', li.id, { projects: null })
      expect(await show(sales, 'person', li.id)).toMatchObject({ projects: null, count: 0, spread: 0, names: null })
    }))

  test('sent in another order are the same links: nothing changes', () =>
    withPeople(async (sales) => {
      const { a, b, li } = await aTeam(sales)

      await sales.engine.records.update(sales.admin, 'person', li.id, { projects: [a.id, b.id, a.id] })

      expect(await show(sales, 'person', li.id)).toMatchObject({ projects: ['B', 'A'], version: 1 })
    }))

  test('are added and taken away without a word about the others', () =>
    withPeople(async (sales) => {
      const { engine, admin } = sales
      const { a, b, c, li, wu } = await aTeam(sales)
      const change = (projects: unknown) => engine.records.update(admin, 'person', li.id, { projects })

      await Promise.all([
        change({ add: [c.id] }),
        engine.records.update(admin, 'project', a.id, { people: { remove: [li.id] } }),
      ])
      expect(await show(sales, 'person', li.id)).toMatchObject({ projects: ['B', 'C'], worth: 0, count: 2 })
      await change({ add: [a.id, b.id], remove: [c.id, a.id] })
      expect(await show(sales, 'person', li.id)).toMatchObject({ projects: ['B', 'A'], worth: 10 })

      const many = await engine.records.batch(admin, 'project', {
        create: Array.from({ length: 499 }, (_, n) => ({ name: `${n}` })),
      })
      const ids = 'created' in many ? many.created.map(({ id }) => id) : []
      const error = await refusal(change({ add: ids }))
      expect(problemsOf(error)).toEqual(['projects field.too_many'])
      const made = await make(sales, 'person', { name: '新', projects: { add: [c.id] } })
      expect(made.projects).toEqual([{ id: c.id, title: 'C' }])
      expect(await show(sales, 'person', wu.id)).toMatchObject({ projects: null })
    }))

  test('keep the record out, and say so, when one is not there, in the bin, or there are more than 500', () =>
    withPeople(async (sales) => {
      const { engine, admin } = sales
      const { a, b, li } = await aTeam(sales)
      await engine.records.remove(admin, 'project', b.id)
      const update = (projects: unknown) => refusal(engine.records.update(admin, 'person', li.id, { projects }))

      for (const projects of [
        [a.id, unknown],
        [b.id, a.id, unknown],
      ]) {
        const error = await update(projects)
        expect([error.status, ...problemsOf(error)]).toEqual([422, 'projects field.unknown_record'])
      }
      expect(problemsOf(await update([unknown, 'x']))).toEqual(['projects field.format'])
      expect(problemsOf(await update(Array.from({ length: 501 }, () => a.id)))).toEqual(['projects field.too_many'])
      expect(await show(sales, 'person', li.id)).toMatchObject({ projects: ['A'], version: 1 })
    }))

  test('of a record in the bin are kept: it is not listed, not counted, and back when it is restored', () =>
    withPeople(async (sales) => {
      const { engine, admin } = sales
      const { a, b, c, li } = await aTeam(sales)
      await engine.records.remove(admin, 'project', a.id)
      expect(await show(sales, 'person', li.id)).toMatchObject({ projects: ['B'], worth: 0, spread: 20.5, version: 1 })

      // Who writes the list meanwhile does not touch what is not shown.
      await engine.records.update(admin, 'person', li.id, { projects: [c.id] })
      await engine.records.restore(admin, 'project', a.id)
      expect(await show(sales, 'person', li.id)).toMatchObject({ projects: ['A', 'C'], worth: 10 })

      await engine.records.remove(admin, 'person', li.id)
      expect(await show(sales, 'project', a.id)).toMatchObject({ people: null, heads: 0 })
      expect(JSON.parse((await engine.records.restore(admin, 'person', li.id)).json)).toMatchObject({ worth: 10 })
      expect(await show(sales, 'project', b.id)).toMatchObject({ people: null, heads: 0 })
    }))

  test('are told in the history with today’s titles, at the record that was written', () =>
    withPeople(async (sales) => {
      const { engine, admin } = sales
      const { a, c, li } = await aTeam(sales)
      await engine.records.update(admin, 'person', li.id, { projects: [a.id, c.id] })
      await engine.records.update(admin, 'project', c.id, { name: '新' })

      const { entries } = await engine.records.history(admin, 'person', li.id, {})

      const names = (value: unknown) => (value as { title: string }[] | null)?.map(({ title }) => title)
      const change = entries[0]?.changes[0]
      expect([change?.field, names(change?.from), names(change?.to)]).toEqual(['projects', ['B', 'A'], ['A', '新']])
      expect((await engine.records.history(admin, 'project', a.id, {})).entries).toHaveLength(1)
    }))

  test('narrow lists from both sides, by any and all of them, and by what lies behind them', () =>
    withPeople(async (sales) => {
      const { engine, admin } = sales
      const { a, b, li, wu } = await aTeam(sales)
      await engine.records.update(admin, 'person', wu.id, { projects: [a.id] })
      const found = async (object: string, filter: string): Promise<unknown> => {
        const { recordsJson } = await engine.records.query(admin, object, { filter, sort: ['name'] })
        return (JSON.parse(recordsJson) as Json[]).map(({ name }) => name)
      }

      expect(await found('person', `HAS(projects, "${b.id}")`)).toEqual(['李'])
      expect(await found('person', `"${b.id}" not in projects`)).toEqual(['吴'])
      expect(await found('person', `CONTAINSANY(projects, ["${a.id}", "${b.id}"])`)).toEqual(['李', '吴'])
      expect(await found('person', `CONTAINSALL(projects, ["${a.id}", "${b.id}"])`)).toEqual(['李'])
      expect(await found('project', `HAS(people, "${li.id}")`)).toEqual(['A', 'B'])
      expect(await found('person', `not CONTAINSANY(projects, ["${b.id}"])`)).toEqual(['吴'])
      expect(await found('person', `not CONTAINSALL(projects, ["${a.id}", "${b.id}"])`)).toEqual(['吴'])
      expect(await found('project', 'ISBLANK(people)')).toEqual(['C'])
      expect(await found('person', '20.5 in projects.amount')).toEqual(['李'])
      expect(await found('project', 'CONTAINSANY(people.name, ["吴"])')).toEqual(['A'])
      expect(await found('person', 'COUNT(projects) > 1')).toEqual(['李'])
    }))

  test('lead to fields of each of them, and are no order', () =>
    withPeople(async (sales) => {
      const { engine, admin } = sales
      const { a, b, li } = await aTeam(sales)

      const fields = ['name', 'projects.amount', 'projects.stage']
      const record = JSON.parse((await engine.records.get(admin, 'person', li.id, { fields })).json)
      const sorted = await refusal(engine.records.query(admin, 'person', { sort: ['projects'] }))
      const behind = await refusal(engine.records.query(admin, 'person', { sort: ['projects.name'] }))

      expect(record.projects).toEqual([
        { id: b.id, title: 'B', amount: 20.5, stage: 'open' },
        { id: a.id, title: 'A', amount: 10, stage: 'won' },
      ])
      expect([sorted.code, behind.code]).toEqual(['request.bad_sort', 'request.bad_sort'])
    }))

  test('are judged by rules over what they lead to, and undone with what a rule refuses', () =>
    withPeople(async (sales) => {
      const { engine, admin } = sales
      const { a, b, li } = await aTeam(sales)
      const dear = await make(sales, 'project', { name: '大', amount: 100_000 })

      const error = await refusal(engine.records.update(admin, 'person', li.id, { projects: [a.id, dear.id] }))

      expect(problemsOf(error)).toEqual(['projects rule.too-much'])
      expect(await show(sales, 'person', li.id)).toMatchObject({ projects: ['B', 'A'] })
      expect(await read(sales, 'project', b.id)).toMatchObject({ heads: 1 })
    }))
})
