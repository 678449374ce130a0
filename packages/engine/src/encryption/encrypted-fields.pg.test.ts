import { describe, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import { withMachines, workflow } from '../workflows/workflows.testing.js'
import { make, problemsOf, read, refusal } from '../records/sales.testing.js'
import type { Json } from '../records/sales.testing.js'

const person = (more: readonly object[] = [], rest: object = {}): object => ({
  kind: 'object',
  key: 'member',
  label: '人员档案',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '姓名' },
    { key: 'card', type: 'idCard', label: '身份证号', encrypted: true },
    { key: 'phone', type: 'phone', label: '电话', encrypted: true },
    { key: 'note', type: 'longText', label: '病史', encrypted: true },
    { key: 'plain', type: 'text', label: '普通' },
    { key: 'boss', type: 'lookup', label: '上级', target: 'member' },
    ...more,
  ],
  unique: [{ fields: ['card'], message: '身份证号不能重复' }],
  rules: [
    { key: 'noted', when: 'CONTAINS(note, "过敏") and ISBLANK(phone)', field: 'phone', message: '有过敏史须留电话' },
    { key: 'same', when: 'not ISBLANK(phone) and boss.phone = phone', message: '不能与上级同号' },
  ],
  ...rest,
})

const withPeople = (body: (people: TestEngine) => Promise<void>): Promise<void> =>
  withEngine('encrypted', [person()], body)

const card = '11010519491231002X'
const phone = '13800001234'
const note = '青霉素过敏；"引号"\n换行'

/** Every text and JSON value in every table of the workspace, as a dump would have it. */
async function dump(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema LIKE 'ws\\_%' OR table_schema = 'graphile_worker'`,
  )
  const texts = await Promise.all(
    rows.map(async ({ name }) => JSON.stringify((await pool.query(`SELECT * FROM ${name}`)).rows)),
  )
  return texts.join('\n')
}

const found = async ({ engine, admin }: TestEngine, query: Json): Promise<string> => {
  const { recordsJson } = await engine.records.query(admin, 'member', { fields: ['name'], sort: ['name'], ...query })
  return (JSON.parse(recordsJson) as { name: string }[]).map(({ name }) => name).join('')
}

describe('an encrypted field', () => {
  test('is read as it was written by every way, and its text is nowhere in the database', () =>
    withPeople(async (people) => {
      const { engine, admin, pool } = people
      const made = await make(people, 'member', { name: 'a', card: card.toLowerCase(), phone: '138-0000-1234', note })
      expect(made).toMatchObject({ card, phone, note })
      const below = await make(people, 'member', { name: 'b', boss: made.id, phone: '13900005678' })
      await engine.records.update(admin, 'member', made.id, { phone: '13700009999', plain: 'x' })
      await engine.records.batch(admin, 'member', { update: [{ id: made.id, phone }] })

      expect(await read(people, 'member', made.id)).toMatchObject({ card, phone, note, version: 3 })
      const { recordsJson } = await engine.records.query(admin, 'member', { fields: ['name', 'phone', 'boss.phone'] })
      expect(JSON.parse(recordsJson)).toContainEqual(
        expect.objectContaining({ name: 'b', boss: expect.objectContaining({ phone }) }),
      )
      const { entries } = await engine.records.history(admin, 'member', made.id, {})
      expect(entries[1]?.changes).toEqual(
        expect.arrayContaining([expect.objectContaining({ field: 'phone', from: phone, to: '13700009999' })]),
      )
      await engine.records.remove(admin, 'member', below.id)
      const everything = await dump(pool)
      for (const secret of [card, card.slice(4, 14), phone, '13700009999', '13900005678', '青霉素'])
        expect(everything).not.toContain(secret)
    }))

  test('is compared as a whole, in its own form, and told apart from blank', () =>
    withPeople(async (people) => {
      await make(people, 'member', { name: 'a', card, phone })
      await make(people, 'member', { name: 'b', phone: '13900005678' })
      await make(people, 'member', { name: 'c' })
      expect(await found(people, { filter: 'phone = "+86 138 0000 1234"' })).toBe('a')
      expect(await found(people, { filter: 'phone <> "13800001234"' })).toBe('bc')
      expect(
        await found(people, { filter: 'phone in ["13800001234", "13900005678"] and not phone = "13900005678"' }),
      ).toBe('a')
      expect(await found(people, { filter: 'ISBLANK(card) or phone = blank' })).toBe('bc')
    }))

  test('may be unique, whoever writes it, and values may be exchanged', () =>
    withPeople(async (people) => {
      const { engine, admin } = people
      const a = await make(people, 'member', { name: 'a', card })
      const again = await refusal(make(people, 'member', { name: 'b', card: '110105 19491231 002X' }))
      expect([again.code, again.message]).toEqual(['record.duplicate', expect.stringContaining('身份证号不能重复')])
      const b = await make(people, 'member', { name: 'b', card: '440524188001010014' })
      await engine.records.batch(admin, 'member', {
        update: [
          { id: a.id, card: '440524188001010014' },
          { id: b.id, card },
        ],
      })
      expect(await found(people, { filter: `card = "${card}"` })).toBe('b')
    }))

  test('is judged by rules, over lookups too', () =>
    withPeople(async (people) => {
      const lacking = await refusal(make(people, 'member', { name: 'a', note }))
      expect(problemsOf(lacking)).toEqual(['phone rule.noted'])
      const boss = await make(people, 'member', { name: 'a', phone })
      const same = await refusal(make(people, 'member', { name: 'b', boss: boss.id, phone }))
      expect(problemsOf(same)).toEqual([' rule.same'])
    }))

  test('is not searched, sorted, grouped or looked into, and the refusal says so', () =>
    withPeople(async (people) => {
      const { engine, admin } = people
      await make(people, 'member', { name: 'a', card, phone, plain: 'y' })
      expect(await found(people, { search: phone })).toBe('')
      for (const filter of [
        'CONTAINS(phone, "138")',
        'phone = plain',
        'phone = boss.phone',
        'LEN(card) = 18',
        'IF(phone = "1", true, false)',
        'boss.phone & "" = "1"',
        'phone in SPLIT(plain, ",")',
      ]) {
        const error = await refusal(engine.records.query(admin, 'member', { filter }))
        expect([filter, error.code, problemsOf(error)]).toEqual([
          filter,
          'request.bad_filter',
          ['filter formula.encrypted'],
        ])
      }
      expect((await refusal(engine.records.query(admin, 'member', { sort: ['phone'] }))).code).toBe('request.bad_sort')
      const aggregate = (query: object) => engine.records.aggregate(admin, 'member', query as never)
      const count = [{ function: 'count', as: 'n' }]
      expect((await refusal(aggregate({ groupBy: [{ field: 'phone' }], measures: count }))).code).toBe(
        'request.bad_fields',
      )
      const measures = [{ function: 'countDistinct', field: 'phone', as: 'n' }]
      expect((await refusal(aggregate({ measures }))).code).toBe('request.bad_fields')
    }))

  test('cannot be a title, nor part of what PostgreSQL computes, compares by likeness or writes down', () =>
    withPeople(async (people) => {
      const { engine, admin } = people
      const refused = async (document: object): Promise<string[]> =>
        problemsOf(
          await refusal(engine.changes.publish(admin, { changes: [{ op: 'put', document: document as never }] })),
        ).map((problem) => problem.replace('/changes/0/document', ''))
      const field = (body: object): object => person([{ key: 'x', label: 'x', ...body }])
      expect(await refused(person([], { titleField: 'phone' }))).toEqual(['/titleField reference.wrong_type'])
      expect(await refused(field({ type: 'formula', formula: 'LEFT(phone, 3)' }))).toEqual([
        '/fields/6/formula formula.encrypted',
      ])
      expect(await refused(field({ type: 'related', path: 'boss.phone' }))).toEqual([
        '/fields/6/path formula.encrypted',
      ])
      expect(
        await refused(field({ type: 'rollup', relation: 'member.boss', function: 'countDistinct', field: 'phone' })),
      ).toEqual(['/fields/6/field formula.encrypted'])
      expect(
        await refused(field({ type: 'rollup', relation: 'member.boss', function: 'count', filter: 'ISBLANK(phone)' })),
      ).toEqual(['/fields/6/filter formula.encrypted'])
      expect(await refused(field({ type: 'text', default: 'boss.phone' }))).toEqual([
        '/fields/6/default formula.encrypted',
      ])
      expect(await refused(person([], { unique: [{ fields: ['name'], when: 'phone = "1"' }] }))).toEqual([
        '/unique/0/when formula.encrypted',
      ])
      const rule = { key: 'r', when: 'CONTAINS(phone, "9")', message: 'r' }
      await make(people, 'member', { name: 'a', phone })
      const { hazards } = await engine.changes.plan(admin, {
        changes: [{ op: 'put', document: person([], { rules: [rule] }) as never }],
      })
      expect(hazards).toEqual([])
      const duplicates = [{ key: 'd', label: 'd', fields: [{ field: 'phone', match: 'phone' }], action: 'warn' }]
      expect(await refused(person([], { duplicates }))).toEqual(['/duplicates/0/fields/0/field reference.wrong_type'])
      const view = { kind: 'view', key: 'v', object: 'member', type: 'table', label: 'v', fields: ['name'] }
      expect(await refused({ ...view, filter: 'CONTAINS(phone, "1")' })).toEqual(['/filter formula.encrypted'])
      await engine.changes.publish(admin, {
        changes: [{ op: 'put', document: { ...view, filter: 'phone = "1"' } as never }],
      })
    }))
})

describe('the key', () => {
  test('decides who can read: with another one values are refused, never shown or lost', () =>
    withPeople(async (people) => {
      const { id } = await make(people, 'member', { name: 'a', phone })
      const other = people.another({ encryptionKey: new Uint8Array(32).fill(9) })
      expect((await refusal(other.records.get(people.admin, 'member', id))).code).toBe('field.sealed')
      expect(await read(people, 'member', id)).toMatchObject({ phone })
    }))
})

describe('switching encryption', () => {
  test('is free while the field is empty, and held back once it has values, the bin included', () =>
    withPeople(async (people) => {
      const { engine, admin } = people
      const { id } = await make(people, 'member', { name: 'a', phone, plain: 'x' })
      await engine.records.remove(admin, 'member', id)
      const fields = (person() as { fields: Json[] }).fields
      const switched = fields.map((field) => {
        if (field.key === 'phone' || field.key === 'card') return { ...field, encrypted: false }
        return field.key === 'plain' ? { ...field, encrypted: true } : field
      })
      const changes = [{ op: 'put' as const, document: { ...person(), fields: switched } as never }]
      const { hazards } = await engine.changes.plan(admin, { changes })
      expect(hazards.map(({ id: name, severity }) => [name, severity])).toEqual([
        ['field.encryption:member.phone', 'block'],
        ['field.encryption:member.plain', 'block'],
      ])
      expect(JSON.stringify(hazards)).not.toContain(phone)

      const free = fields.map((field) => (field.key === 'card' ? { ...field, encrypted: false } : field))
      await engine.changes.publish(admin, {
        changes: [{ op: 'put', document: { ...person(), fields: free } as never }],
      })
      expect(await make(people, 'member', { name: 'b', card })).toMatchObject({ card })
    }))
})

describe('a run of a workflow', () => {
  const of = (node: Json): object => ({
    ...workflow('w', { type: 'recordCreated', when: 'STARTSWITH(phone, "138")' }, [node], { object: 'member' }),
  })

  test('keeps the record sealed while it waits, judges by what was written, and may not write it down', () =>
    withMachines([person([], { rules: [] }) as Json], async ({ engine, admin, pool }) => {
      const put = (document: object) =>
        engine.changes.publish(admin, { changes: [{ op: 'put', document: document as never }] })
      await put(of({ type: 'condition', config: { when: 'CONTAINS(phone, "1234")' } }))
      await engine.records.create(admin, 'member', { name: 'a', phone, card })
      await engine.records.create(admin, 'member', { name: 'b', phone: '13900005678' })
      const { rows } = await pool.query<{ runs: number }>('SELECT count(*)::int AS runs FROM ws_main.runs')
      expect(rows[0]?.runs).toBe(1)
      const everything = await dump(pool)
      for (const secret of [card, phone]) expect(everything).not.toContain(secret)

      for (const [field, value, code] of [
        ['plain', 'phone', 'formula.encrypted'],
        ['phone', '"13800001234"', 'reference.wrong_type'],
      ] as const) {
        const config = { object: 'member', values: [{ field, value }] }
        const error = await refusal(put(of({ type: 'createRecord', config })))
        expect(problemsOf(error)).toEqual([expect.stringContaining(code)])
      }
    }))
})
