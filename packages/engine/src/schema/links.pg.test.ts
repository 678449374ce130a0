import { describe, expect, test } from '@jest/globals'
import { errorOf, hazardsOf, withWorkshop } from './workshop.testing.js'
import type { Workshop } from './workshop.testing.js'

const name = { key: 'name', type: 'text', label: '名称' }
const contact = {
  kind: 'object',
  key: 'contact',
  label: '联系人',
  fields: [name, { key: 'projects', type: 'links', label: '项目', target: 'project' }],
}
const project = {
  kind: 'object',
  key: 'project',
  label: '项目',
  fields: [
    name,
    { key: 'people', type: 'backlinks', label: '联系人', relation: 'contact.projects' },
    { key: 'heads', type: 'rollup', label: '人数', relation: 'contact.projects', function: 'count' },
  ],
}

/** Two contacts, linked with one project each; gives the revision they were published with. */
async function withLinked(body: (workshop: Workshop, revision: number) => Promise<void>): Promise<void> {
  await withWorkshop(async (workshop) => {
    const { revision } = await workshop.put(contact, project)
    const [a, b] = await workshop.create('project', { name: 'A' }, { name: 'B' })
    await workshop.create('contact', { name: '李', projects: [a] }, { name: '吴', projects: [b, a] }, { name: '周' })
    await body(workshop, revision)
  })
}

const titles = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(({ title }: { title: unknown }) => title) : value

const listed = async ({ records }: Workshop, object: string, key: string): Promise<unknown[]> =>
  (await records(object)).map((record) => titles(record[key]))

/** The document of an object without some of its fields. */
async function without({ object }: Workshop, key: string, ...keys: string[]): Promise<object> {
  const document = await object(key)
  return { ...document, fields: document.fields.filter((field) => !keys.includes(field.key)) }
}

describe('a field of links', () => {
  test('has a table of its own with indexes both ways, and shares it with its other side', () =>
    withLinked(async ({ pool, drift }) => {
      const { rows } = await pool.query<{ indexdef: string }>(
        `SELECT indexdef FROM pg_indexes WHERE schemaname = 'ws_main' AND tablename LIKE 'contact_projects%' ORDER BY 1`,
      )

      const columns = rows.map(({ indexdef }) => /\(.*\)/.exec(indexdef)?.[0]).sort()
      expect(columns).toEqual(['(source, target)', '(target, source)'])
      expect(await drift()).toEqual([])
    }))

  test('that is deleted keeps its pairs, which come back with undo, sums too', () =>
    withLinked(async (workshop) => {
      const { revision } = await workshop.publish([
        { op: 'put', document: (await without(workshop, 'project', 'people', 'heads')) as never },
        { op: 'put', document: (await without(workshop, 'contact', 'projects')) as never },
      ])
      await workshop.create('contact', { name: '新' })
      expect((await workshop.records('contact'))[0]).not.toHaveProperty('projects')

      await workshop.undo(revision)

      expect(await listed(workshop, 'contact', 'projects')).toEqual([['A'], ['B', 'A'], null, null])
      expect(await listed(workshop, 'project', 'people')).toEqual([['李', '吴'], ['吴']])
      expect(await listed(workshop, 'project', 'heads')).toEqual([2, 1])
    }))

  test('tells before it is deleted who is linked; its other side takes nothing with it', () =>
    withLinked(async (workshop) => {
      const { engine, admin } = workshop
      const changes = [
        { op: 'put' as const, document: (await without(workshop, 'project', 'people', 'heads')) as never },
        { op: 'put' as const, document: (await without(workshop, 'contact', 'projects')) as never },
      ]

      const { hazards } = await engine.changes.plan(admin, { changes })

      expect(hazards.map(({ id, severity, rows }) => [id, severity, rows])).toEqual([
        ['field.hide:contact.projects', 'warn', 2],
      ])
    }))

  test('cannot go while a roll-up or the other side reads it', () =>
    withLinked(async (workshop) => {
      const document = (await without(workshop, 'contact', 'projects')) as never
      const error = await errorOf(workshop.publish([{ op: 'put', document }]))

      const blocks = hazardsOf(error).filter(({ severity }) => severity === 'block')
      expect(blocks.map(({ id }) => id)).toEqual(['reference.broken:project.people', 'reference.broken:project.heads'])
    }))

  test('cannot link with another object while there are pairs, nor become a text without telling', () =>
    withLinked(async (workshop) => {
      await workshop.put(await without(workshop, 'project', 'people', 'heads'))
      await workshop.put({ kind: 'object', key: 'other', label: '别的', fields: [name] })
      const document = await workshop.object('contact')
      const changed = (field: object) => ({
        ...document,
        fields: document.fields.map((one) => (one.key === 'projects' ? { ...one, ...field } : one)),
      })

      const retarget = await errorOf(workshop.put(changed({ target: 'other' })))
      expect(hazardsOf(retarget).map(({ id, severity }) => [id, severity])).toEqual([
        ['field.retarget:contact.projects', 'block'],
      ])

      const { id, key, label } = document.fields[1] ?? {}
      const asText = { ...document, fields: [document.fields[0], { id, key, label, type: 'text' }] }
      const { revision } = await workshop.put(asText)
      expect(await listed(workshop, 'contact', 'projects')).toEqual([null, null, null])
      await workshop.undo(revision)
      expect(await listed(workshop, 'contact', 'projects')).toEqual([['A'], ['B', 'A'], null])
    }))

  test('that becomes required tells who has none', () =>
    withLinked(async (workshop) => {
      const document = await workshop.object('contact')
      const fields = document.fields.map((field) => (field.key === 'projects' ? { ...field, required: true } : field))

      const { hazards } = await workshop.engine.changes.plan(workshop.admin, {
        changes: [{ op: 'put', document: { ...document, fields } as never }],
      })

      expect(hazards.map(({ id, rows }) => [id, rows])).toEqual([['field.require:contact.projects', 1]])
      expect(hazards[0]?.samples.map(({ title }) => title)).toEqual(['周'])
    }))

  test('is refused when its other side names something else than links that point here', () =>
    withLinked(async (workshop) => {
      const document = await workshop.object('project')
      const put = (relation: string) =>
        errorOf(
          workshop.put({
            ...document,
            fields: [...document.fields, { key: 'x', type: 'backlinks', label: 'x', relation }],
          }),
        )

      for (const relation of ['project.people', 'contact.name'])
        expect((await put(relation)).errors?.map(({ path, code }) => [path, code])).toEqual([
          ['/changes/0/document/fields/3/relation', 'rollup.relation'],
        ])
    }))

  test('keeps its pairs while its object is hidden', () =>
    withLinked(async (workshop, revision) => {
      await workshop.publish([
        { op: 'delete', kind: 'object', key: 'contact' },
        { op: 'put', document: (await without(workshop, 'project', 'people', 'heads')) as never },
      ])

      await workshop.undo(revision + 1)

      expect(await listed(workshop, 'contact', 'projects')).toEqual([['A'], ['B', 'A'], null])
    }))

  test('is dropped with its pairs once it has been hidden for 60 days', () =>
    withLinked(async (workshop) => {
      const { revision } = await workshop.publish([
        { op: 'put', document: (await without(workshop, 'project', 'people', 'heads')) as never },
        { op: 'put', document: (await without(workshop, 'contact', 'projects')) as never },
      ])
      await workshop.pool.query(
        "UPDATE ws_main.physical SET hidden_at = hidden_at - interval '61 days' WHERE hidden_at IS NOT NULL",
      )
      await workshop.engine.upkeep()

      expect(await workshop.drift()).toEqual([])
      const { rows } = await workshop.pool.query<{ name: string }>(
        "SELECT name FROM ws_main.physical WHERE kind = 'links'",
      )
      expect(rows.filter(({ name }) => !name.startsWith('user_'))).toEqual([])
      await workshop.undo(revision)
      expect(await listed(workshop, 'contact', 'projects')).toEqual([null, null, null])
    }))

  test('takes over the one that a lookup pointed to, and undo brings the lookup back with it', () =>
    withWorkshop(async (workshop) => {
      const lookup = { key: 'projects', type: 'lookup', label: '项目', target: 'project', required: true }
      const one = { ...contact, fields: [name, lookup] }
      const count = { key: 'heads', type: 'rollup', label: '人数', relation: 'contact.projects', function: 'count' }
      await workshop.put(one, { ...project, fields: [name, count] })
      const [a = '', b] = await workshop.create('project', { name: 'A' }, { name: 'B' })
      const [li = ''] = await workshop.create('contact', { name: '李', projects: a }, { name: '吴', projects: b })
      const document = await workshop.object('contact')
      const fields = document.fields.map((field) => (field.key === 'projects' ? { ...field, type: 'links' } : field))

      const { revision } = await workshop.put({ ...document, fields })
      await workshop.engine.records.update(workshop.admin, 'contact', li, { projects: [a, b] })

      expect(await listed(workshop, 'contact', 'projects')).toEqual([['A', 'B'], ['B']])
      expect(await listed(workshop, 'project', 'heads')).toEqual([1, 2])
      const { entries } = await workshop.engine.records.history(workshop.admin, 'contact', li, {})
      const made = entries.at(-1)?.changes.find((change) => change.field === 'projects')
      expect(made?.to).toEqual([{ id: a, title: 'A' }])

      await workshop.undo(revision)
      const back = await workshop.records('contact')
      expect(back.map(({ projects }) => (projects as { title: string }).title)).toEqual(['A', 'B'])
      expect(await listed(workshop, 'project', 'heads')).toEqual([1, 1])
    }))
})
