import { describe, expect, test } from '@jest/globals'
import { errorOf, hazardsOf, withWorkshop } from './workshop.testing.js'
import type { Workshop } from './workshop.testing.js'

const name = { key: 'name', type: 'text', label: '名称' }
const named = (key: string, ...more: object[]): object => ({ kind: 'object', key, label: key, fields: [name, ...more] })
const count = (key: string, relation: string): object => ({
  key,
  type: 'rollup',
  label: key,
  relation,
  function: 'count',
})
const related = (...targets: string[]): object => ({ key: 'related', type: 'anyLookup', label: '相关', targets })

/** Accounts, contacts and leads; a note to an account, one to a contact, one to nothing. */
async function withNotes(
  body: (workshop: Workshop, ids: { readonly account: string; readonly contact: string }) => Promise<void>,
): Promise<void> {
  await withWorkshop(async (workshop) => {
    await workshop.put(
      named('account', count('notes', 'note.related')),
      named('contact'),
      named('lead'),
      named('note', related('account', 'contact')),
    )
    const [account = ''] = await workshop.create('account', { name: 'A' })
    const [contact = ''] = await workshop.create('contact', { name: 'C' })
    await workshop.create(
      'note',
      { name: '1', related: { object: 'account', id: account } },
      { name: '2', related: contact },
      { name: '3' },
    )
    await body(workshop, { account, contact })
  })
}

/** The document of notes with another field in place of `related`. */
async function noteWith({ object }: Workshop, change: object, key = 'related'): Promise<never> {
  const document = await object('note')
  const fields = document.fields.map((field) => (field.key === key ? { ...field, ...change } : field))
  return JSON.parse(JSON.stringify({ ...document, fields })) as never
}

const told = async ({ records }: Workshop): Promise<unknown> =>
  (await records('note')).map((note) => {
    const value = note['related'] as { object: string; title: string } | null
    return value === null ? null : `${value.object}/${value.title}`
  })

describe('a lookup to any of several objects', () => {
  test('gets another object with a column of its own, and loses it again with undo', () =>
    withNotes(async (workshop) => {
      const document = await noteWith(workshop, { targets: ['lead', 'account', 'contact'] })
      const plan = await workshop.engine.changes.plan(workshop.admin, { changes: [{ op: 'put', document }] })
      expect(plan.hazards).toEqual([])
      expect(plan.steps.map((step) => [step.do, step.field, step.lock])).toEqual([
        ['changeTargets', 'related', 'short'],
        ['addIndex', 'related', 'short'],
      ])

      const { revision } = await workshop.put(document)
      const [lead] = await workshop.create('lead', { name: 'L' })
      await workshop.create('note', { name: '4', related: { object: 'lead', id: lead } })
      expect(await told(workshop)).toEqual(['account/A', 'contact/C', null, 'lead/L'])

      await workshop.undo(revision)
      expect(await told(workshop)).toEqual(['account/A', 'contact/C', null, null])
      await workshop.undo(revision + 1)
      expect(await told(workshop)).toEqual(['account/A', 'contact/C', null, 'lead/L'])
    }))

  test('tells who points to an object that is taken from it; undo brings these back where nothing was written since', () =>
    withNotes(async (workshop, { account, contact }) => {
      await workshop.create('note', { name: '4', related: { object: 'contact', id: contact } })
      const document = await noteWith(workshop, { targets: ['account'] })
      const { hazards } = await workshop.engine.changes.plan(workshop.admin, { changes: [{ op: 'put', document }] })
      expect(hazards.map(({ id, severity, rows }) => [id, severity, rows])).toEqual([
        ['field.hide_target:note.related', 'warn', 2],
      ])

      const { revision } = await workshop.put(document)
      expect(await told(workshop)).toEqual(['account/A', null, null, null])
      const note = (await workshop.records('note'))[1]
      await workshop.engine.records.update(workshop.admin, 'note', String(note?.['id']), { related: account })

      await workshop.undo(revision)
      expect(await told(workshop)).toEqual(['account/A', 'account/A', null, 'contact/C'])
      expect((await workshop.records('account'))[0]).toMatchObject({ notes: 2 })
    }))

  test('is hidden whole and comes back whole, with its sums', () =>
    withNotes(async (workshop) => {
      const [account, note] = [await workshop.object('account'), await workshop.object('note')]
      const without = (document: typeof note, key: string): never =>
        ({ ...document, fields: document.fields.filter((field) => field.key !== key) }) as never
      const changes = [
        { op: 'put' as const, document: without(account, 'notes') },
        { op: 'put' as const, document: without(note, 'related') },
      ]
      const { hazards } = await workshop.engine.changes.plan(workshop.admin, { changes })
      expect(hazards.map(({ id, rows }) => [id, rows])).toEqual([['field.hide:note.related', 2]])

      const { revision } = await workshop.publish(changes)
      expect((await workshop.records('note'))[0]).not.toHaveProperty('related')
      await workshop.undo(revision)
      expect(await told(workshop)).toEqual(['account/A', 'contact/C', null])
      expect((await workshop.records('account'))[0]).toMatchObject({ notes: 1 })
    }))

  test('keeps an object that formulas, roll-ups or the field itself still name', () =>
    withNotes(async (workshop) => {
      const document = await workshop.object('note')
      const formula = { key: 'who', type: 'formula', label: '谁', formula: 'AS(related, contact).name' }
      await workshop.put({ ...document, fields: [...document.fields, formula] })
      const blocks = async (work: Promise<unknown>): Promise<unknown> =>
        hazardsOf(await errorOf(work)).flatMap(({ id, severity }) => (severity === 'block' ? [id] : []))

      const fewer = workshop.put(await noteWith(workshop, { targets: ['account'] }))
      expect((await errorOf(fewer)).errors?.map(({ code, path }) => [code, path])).toEqual([
        ['formula.unknown_target', '/changes/0/document/fields/2/formula'],
      ])
      expect(await blocks(workshop.put(await noteWith(workshop, { targets: ['contact'] })))).toEqual([
        'reference.broken:account.notes',
      ])
      expect(await blocks(workshop.publish([{ op: 'delete', kind: 'object', key: 'contact' }]))).toEqual([
        'reference.broken:note.who',
        'reference.broken:note.related',
      ])
    }))

  test('follows an object that gets another key, in formulas, in what is read and in what is written', () =>
    withNotes(async (workshop, { contact }) => {
      const document = await workshop.object('note')
      const formula = { key: 'who', type: 'formula', label: '谁', formula: 'AS( related , contact ).name' }
      await workshop.put({ ...document, fields: [...document.fields, formula] })
      const renamed = { ...(await workshop.object('contact')), key: 'person' }
      await workshop.put(renamed)

      const after = await workshop.object('note')
      expect(after.fields.map(({ targets, formula: text }) => targets ?? text)).toEqual([
        undefined,
        ['account', 'person'],
        'AS( related , person ).name',
      ])
      await workshop.create('note', { name: '4', related: { object: 'person', id: contact } })
      expect(await told(workshop)).toEqual(['account/A', 'person/C', null, 'person/C'])
      expect((await workshop.records('note')).map(({ who }) => who)).toEqual([null, 'C', null, 'C'])
    }))

  test('tells who has none when it becomes required, and is hidden when it becomes something else', () =>
    withNotes(async (workshop) => {
      const required = await noteWith(workshop, { required: true })
      const { hazards } = await workshop.engine.changes.plan(workshop.admin, {
        changes: [{ op: 'put', document: required }],
      })
      expect(hazards.map(({ id, rows, samples }) => [id, rows, samples.map(({ title }) => title)])).toEqual([
        ['field.require:note.related', 1, ['3']],
      ])

      const account = await workshop.object('account')
      await workshop.put({ ...account, fields: account.fields.filter(({ key }) => key !== 'notes') })
      const text = await noteWith(workshop, { type: 'text', targets: undefined })
      const plan = await workshop.engine.changes.plan(workshop.admin, { changes: [{ op: 'put', document: text }] })
      expect(plan.hazards.map(({ id, rows }) => [id, rows])).toEqual([['field.hide:note.related', 2]])
      const { revision } = await workshop.put(text)
      await workshop.undo(revision)
      expect(await told(workshop)).toEqual(['account/A', 'contact/C', null])
    }))

  test('takes over the one that a lookup pointed to, and undo brings the lookup back', () =>
    withWorkshop(async (workshop) => {
      const lookup = { key: 'related', type: 'lookup', label: '相关', target: 'account', onDelete: 'refuse' }
      await workshop.put(named('account', count('notes', 'note.related')), named('contact'), named('note', lookup))
      const [account = ''] = await workshop.create('account', { name: 'A' })
      const [contact = ''] = await workshop.create('contact', { name: 'C' })
      const [first = ''] = await workshop.create('note', { name: '1', related: account }, { name: '2' })

      const change = { type: 'anyLookup', target: undefined, targets: ['contact', 'account'] }
      const { revision } = await workshop.put(await noteWith(workshop, change))
      expect(await told(workshop)).toEqual(['account/A', null])
      await workshop.engine.records.update(workshop.admin, 'note', first, { related: contact })
      expect((await workshop.records('account'))[0]).toMatchObject({ notes: 0 })
      const { entries } = await workshop.engine.records.history(workshop.admin, 'note', first, {})
      expect(entries.at(-1)?.changes.find(({ field }) => field === 'related')?.to).toEqual({
        object: 'account',
        id: account,
        title: 'A',
      })

      await workshop.undo(revision)
      expect((await workshop.records('note')).map((note) => note['related'])).toEqual([
        { id: account, title: 'A' },
        null,
      ])
      expect((await workshop.records('account'))[0]).toMatchObject({ notes: 1 })
    }))

  test('is merged by object when two people change what it may point to', () =>
    withNotes(async (workshop) => {
      const base = (await workshop.engine.documents.list(workshop.admin, {})).revision
      const mine = await noteWith(workshop, { targets: ['account', 'contact', 'lead'] })
      await workshop.put(named('place'))
      const theirs = await noteWith(workshop, { targets: ['account', 'contact', 'place'] })
      await workshop.put(theirs)

      await workshop.publish([{ op: 'put', document: mine }], { base })

      const { fields } = await workshop.object('note')
      expect(new Set(fields[1]?.['targets'] as string[])).toEqual(new Set(['account', 'contact', 'lead', 'place']))
    }))

  test('neither titles its object nor takes part in uniqueness, and a formula field cannot hold it', () =>
    withNotes(async (workshop) => {
      const document = await workshop.object('note')
      const codes = async (change: object): Promise<unknown> =>
        (await errorOf(workshop.put({ ...document, ...change }))).errors?.map(({ code, path }) => `${code} ${path}`)

      expect(await codes({ titleField: 'related' })).toEqual(['reference.wrong_type /changes/0/document/titleField'])
      expect(await codes({ unique: [{ fields: ['related'] }] })).toEqual([
        'reference.wrong_type /changes/0/document/unique/0/fields/0',
      ])
      const formula = { key: 'x', type: 'formula', label: 'x', formula: 'related' }
      expect(await codes({ fields: [...document.fields, formula] })).toEqual([
        'formula.any_record /changes/0/document/fields/2/formula',
      ])
    }))
})
