import { describe, expect, test } from '@jest/globals'
import { isAppError } from '@tessera/metadata'
import type { Actor } from '../contract.js'
import { testAdmin, withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import { systemActor } from './actor.js'

const account = {
  kind: 'object',
  key: 'account',
  label: '客户',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称', required: true },
    { key: 'phone', type: 'phone', label: '电话' },
    { key: 'credit', type: 'number', label: '授信' },
    { key: 'level', type: 'text', label: '等级' },
    { key: 'doubled', type: 'formula', label: '两倍', formula: 'credit * 2' },
    { key: 'greeting', type: 'formula', label: '称呼', formula: '"Dear " & name' },
    { key: 'dealSum', type: 'rollup', label: '商机额', relation: 'deal.customer', function: 'sum', field: 'amount' },
  ],
}

const deal = {
  kind: 'object',
  key: 'deal',
  label: '商机',
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: '主题' },
    { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
    { key: 'amount', type: 'number', label: '金额' },
    { key: 'cost', type: 'number', label: '成本' },
    { key: 'credit', type: 'formula', label: '客户授信', formula: 'customer.credit' },
  ],
}

/** Own and subordinates with cost; everything without. */
const sales = {
  kind: 'role',
  key: 'sales',
  label: '销售',
  grants: [
    { object: 'deal', actions: ['read', 'create', 'change', 'delete'], scope: 'subordinates' },
    { object: 'deal', actions: ['read'], otherFields: 'read', fields: [{ field: 'cost', access: 'none' }] },
    {
      object: 'account',
      actions: ['read', 'create', 'change'],
      scope: 'own',
      fields: [
        { field: 'credit', access: 'none' },
        { field: 'phone', access: 'masked' },
        { field: 'level', access: 'read' },
      ],
    },
  ],
}

const guard = {
  kind: 'role',
  key: 'guard',
  label: '稽核',
  grants: [{ object: 'account', actions: ['read', 'create', 'change'], rows: 'level = "A" or owner.name = "小李"' }],
}

const ids = {
  boss: '01900000-0000-7000-8000-0000000000c1',
  li: '01900000-0000-7000-8000-0000000000c2',
  wang: '01900000-0000-7000-8000-0000000000c3',
}

function person(id: string, name: string, roles: readonly string[]): Actor {
  return { ...testAdmin, id, name, roles }
}

const boss = person(ids.boss, '老板', ['sales'])
const li = person(ids.li, '小李', ['sales'])
const wang = person(ids.wang, '小王', ['sales'])

async function withTeam(body: (test: TestEngine) => Promise<void>): Promise<void> {
  await withEngine('roles', [account, deal, sales, guard], async (test) => {
    const platform = systemActor('main', 'test')
    const [top, below] = ['总部', '华东'].map((name) => ({ name }))
    const { id: parent } = await test.engine.records.create(platform, 'department', top ?? {})
    const { id: east } = await test.engine.records.create(platform, 'department', { ...below, parent, manager: null })
    for (const [who, department] of [
      [boss, parent],
      [li, east],
      [wang, east],
    ] as const)
      await test.engine.records.create(platform, 'user', {
        id: who.id,
        name: who.name,
        email: `${who.id.slice(-2)}@example.com`,
        department,
      })
    await test.engine.records.update(platform, 'department', parent, { manager: boss.id })
    await body(test)
  })
}

type Row = Readonly<Record<string, unknown>>

const rowsOf = async ({ engine }: TestEngine, actor: Actor, object: string, query = {}): Promise<Row[]> =>
  JSON.parse((await engine.records.query(actor, object, query)).recordsJson) as Row[]

const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code ?? error,
  )

describe('what roles grant', () => {
  test('is pairs of rows and fields: own deals with their cost, all others without', () =>
    withTeam(async (test) => {
      const { records } = test.engine
      await records.create(li, 'deal', { subject: 'L', amount: 10, cost: 4 })
      await records.create(wang, 'deal', { subject: 'W', amount: 20, cost: 9 })

      const seen = await rowsOf(test, li, 'deal', { sort: ['subject'] })
      const filtered = await rowsOf(test, li, 'deal', { filter: 'cost > 0' })
      const sums = await records.aggregate(li, 'deal', {
        measures: [
          { function: 'sum', field: 'cost', as: 'sum' },
          { function: 'count', as: 'n' },
        ],
      })
      const ofBoss = await rowsOf(test, boss, 'deal', { filter: 'cost > 0', sort: ['-cost'] })

      expect(seen.map(({ subject, cost }) => [subject, cost])).toEqual([
        ['L', 4],
        ['W', null],
      ])
      expect(filtered.map(({ subject }) => subject)).toEqual(['L'])
      expect(JSON.parse(sums.rowsJson)).toEqual([{ sum: 4, n: 2 }])
      expect(ofBoss.map(({ subject }) => subject)).toEqual(['W', 'L'])
    }))

  test('hides a field, what is computed from it, and what is found by it; a masked one is shown in part and never compared', () =>
    withTeam(async (test) => {
      const { records } = test.engine
      const { id } = await records.create(li, 'account', { name: '上海甲' })
      await records.update(testAdmin, 'account', id, { credit: 7, level: 'B', phone: '13800001234' })

      const [row = {}] = await rowsOf(test, li, 'account')
      const [dealRow] = [await records.create(li, 'deal', { subject: 'x', customer: id })].map(
        ({ json }) => JSON.parse(json) as Row,
      )

      expect(row).toMatchObject({ name: '上海甲', phone: '138****1234', greeting: 'Dear 上海甲', level: 'B' })
      expect(Object.keys(row)).not.toContain('credit')
      expect(Object.keys(row)).not.toContain('doubled')
      expect(Object.keys(dealRow ?? {})).not.toContain('credit')
      for (const query of [
        { filter: 'credit > 1' },
        { filter: 'phone = "13800001234"' },
        { sort: ['phone'] },
        { fields: ['doubled'] },
      ])
        expect(await codeOf(records.query(li, 'account', query))).toMatch(/request\.bad_/)
      expect(await rowsOf(test, li, 'account', { search: '1380000' })).toEqual([])
      expect(await codeOf(records.update(li, 'account', id, { credit: 1 }))).toBe('record.invalid')
      expect(await codeOf(records.update(li, 'account', id, { level: 'A' }))).toBe('record.invalid')
      const { entries } = await records.history(li, 'account', id, {})
      expect(entries.flatMap(({ changes }) => changes.map(({ field }) => field))).not.toContain('credit')
    }))

  test('keeps records of others away: missing and forbidden are the same, changes take the right to change', () =>
    withTeam(async (test) => {
      const { records } = test.engine
      const { id } = await records.create(wang, 'account', { name: '北京乙' })
      const { id: theirs } = await records.create(wang, 'deal', { subject: 'W', customer: id })

      expect(await codeOf(records.get(li, 'account', id))).toBe('record.not_found')
      expect(await codeOf(records.update(li, 'account', id, { name: 'x' }))).toBe('record.not_found')
      expect(await codeOf(records.update(li, 'deal', theirs, { subject: 'x' }))).toBe('access.denied')
      expect(await codeOf(records.remove(li, 'deal', theirs))).toBe('access.denied')
      expect(await codeOf(records.remove(wang, 'account', id))).toBe('access.denied')
      expect(await codeOf(records.update(boss, 'deal', theirs, { subject: 'seen' }))).toBe('done')
      const [seen] = await rowsOf(test, li, 'deal')
      expect(seen).toMatchObject({ subject: 'seen', customer: null })
      expect(await rowsOf(test, li, 'deal', { filter: `customer = "${id}"` })).toEqual([])
      expect(await codeOf(records.query(test.nobody, 'deal', {}))).toBe('record.unknown_object')
    }))

  test('does not let a record leave the scope of its writer without the right to transfer', () =>
    withTeam(async (test) => {
      const { records } = test.engine
      const { id } = await records.create(li, 'deal', { subject: 'L' })
      const auditor = person(ids.li, '小李', ['guard'])
      const created = await records.create(auditor, 'account', { name: 'own by name' })

      expect(await codeOf(records.update(li, 'deal', id, { owner: wang.id }))).toBe('record.out_of_scope')
      expect(await codeOf(records.create(li, 'account', { name: 'x', owner: wang.id }))).toBe('record.out_of_scope')
      const stranger = person(ids.wang, '小王', ['guard'])
      expect(await codeOf(records.create(stranger, 'account', { name: 'C', level: 'C' }))).toBe('record.out_of_scope')
      const { id: own } = await records.create(stranger, 'account', { name: 'A', level: 'A' })
      expect(await codeOf(records.update(stranger, 'account', own, { level: 'B' }))).toBe('record.out_of_scope')
      expect(await rowsOf(test, stranger, 'account', { sort: ['name'] })).toHaveLength(2)
      expect(JSON.parse((await records.get(auditor, 'account', created.id)).json)).toMatchObject({
        name: 'own by name',
      })
    }))

  test('follows the organisation at once, in every process', () =>
    withTeam(async (test) => {
      const platform = systemActor('main', 'test')
      const other = test.another()
      const { id } = await test.engine.records.create(wang, 'account', { name: '北京乙' })
      const leader = person(ids.li, '小李', ['team'])
      await publishRole(test, {
        kind: 'role',
        key: 'team',
        label: '组长',
        grants: [{ object: 'account', actions: ['read'], scope: 'subordinates' }],
      })
      expect(await codeOf(other.records.get(leader, 'account', id))).toBe('record.not_found')

      const people = JSON.parse(
        (await test.engine.records.query(platform, 'department', { filter: 'name = "华东"' })).recordsJson,
      ) as { id: string }[]
      await test.engine.records.update(platform, 'department', people[0]?.id ?? '', { manager: li.id })
      expect(await codeOf(other.records.get(leader, 'account', id))).toBe('done')

      await test.engine.records.update(platform, 'department', people[0]?.id ?? '', { manager: wang.id })
      expect(await codeOf(other.records.get(leader, 'account', id))).toBe('record.not_found')
    }))

  test('is what documents say to somebody: modules and fields they do not see are not there', () =>
    withTeam(async ({ engine, nobody }) => {
      const { documents } = await engine.documents.list(li, {})
      const fields = (key: string): unknown =>
        (documents.find((document) => document.key === key) as { fields?: { key: string }[] } | undefined)?.fields?.map(
          (field) => field.key,
        )
      expect(fields('account')).toEqual(['name', 'phone', 'level', 'greeting', 'dealSum'])
      expect(fields('deal')).toEqual(['subject', 'customer', 'amount', 'cost'])
      expect(documents.some(({ kind }) => kind === 'role' || kind === 'workflow')).toBe(false)
      expect((await engine.documents.list(nobody, {})).documents.filter(({ kind }) => kind === 'object')).toEqual([])
      expect(await codeOf(engine.changes.plan(li, { changes: [] }))).toBe('access.denied')
    }))
})

async function publishRole({ engine, admin }: TestEngine, document: object): Promise<void> {
  try {
    await engine.changes.publish(admin, { changes: [{ op: 'put', document: document as never }] })
  } catch (error) {
    if (!isAppError(error, 'revision.conflict')) throw error
  }
}
