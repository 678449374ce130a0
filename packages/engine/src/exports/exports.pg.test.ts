import { describe, expect, test } from '@jest/globals'
import type { ExportRequest } from '@tessera/metadata'
import { systemActor } from '../access/actor.js'
import type { Actor } from '../contract.js'
import { testAdmin, testNobody, withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import type { OpenExport } from './exports-contract.js'

const account = {
  kind: 'object',
  key: 'account',
  label: { 'zh-CN': '客户', en: 'Account' },
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' } },
    { key: 'level', type: 'text', label: { 'zh-CN': '级别', en: 'Level' } },
    { key: 'rate', type: 'percent', label: '折扣' },
  ],
}

const deal = {
  kind: 'object',
  key: 'deal',
  label: { 'zh-CN': '商机', en: 'Deal' },
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: { 'zh-CN': '主题', en: 'Subject' } },
    { key: 'customer', type: 'lookup', label: { 'zh-CN': '客户', en: 'Customer' }, target: 'account' },
    { key: 'amount', type: 'currency', label: '金额' },
    { key: 'cost', type: 'number', label: '成本' },
    { key: 'phone', type: 'phone', label: '电话' },
    { key: 'lines', type: 'details', label: '明细', relation: 'line.deal' },
  ],
}

const line = {
  kind: 'object',
  key: 'line',
  label: '明细行',
  titleField: 'what',
  fields: [
    { key: 'what', type: 'text', label: '内容' },
    { key: 'deal', type: 'lookup', label: '商机', target: 'deal', onDelete: 'cascade', required: true },
  ],
}

/** Own deals whole, with export; all deals without their cost, without export. Accounts are read by all, exported where they are one's own. */
const sales = {
  kind: 'role',
  key: 'sales',
  label: '销售',
  grants: [
    {
      object: 'deal',
      actions: ['read', 'export', 'share'],
      scope: 'own',
      fields: [
        { field: 'phone', access: 'masked' },
        { field: 'amount', access: 'none' },
      ],
    },
    { object: 'deal', actions: ['read'], fields: [{ field: 'cost', access: 'none' }] },
    { object: 'account', actions: ['read'] },
  ],
}

const keeper = {
  kind: 'role',
  key: 'keeper',
  label: '客户管理',
  grants: [
    { object: 'account', actions: ['read', 'export'], scope: 'own' },
    { object: 'account', actions: ['read'] },
  ],
}

const reader = { kind: 'role', key: 'reader', label: '只读', grants: [{ object: 'deal', actions: ['read'] }] }

const person = (last: string, name: string, roles: readonly string[]): Actor => ({
  ...testAdmin,
  id: `01900000-0000-7000-8000-0000000000${last}`,
  name,
  roles,
})
const li = person('e1', '小李', ['sales'])
const both = person('e1', '小李', ['sales', 'keeper'])
const wang = person('e2', '小王', ['reader'])

const withDeals = (body: (test: TestEngine) => Promise<void>): Promise<void> =>
  withEngine('exports', [account, deal, line, sales, keeper, reader], body, {
    largestExports: { csv: 2_500, xlsx: 2 },
    fill: async ({ engine }) => {
      const platform = systemActor('main', 'test')
      for (const { id, name } of [li, wang])
        await engine.records.create(platform, 'user', { id, name, email: `${id.slice(-2)}@example.com` })
      const { records } = engine
      const mine = await records.create(testAdmin, 'account', { name: '甲公司', level: 'A', owner: li.id })
      const other = await records.create(testAdmin, 'account', { name: '乙公司', level: 'B' })
      const deals = [
        { subject: 'd1', customer: mine.id, amount: 10, cost: 4, phone: '13800001111', owner: li.id },
        { subject: 'd2', customer: other.id, amount: 20, cost: 9, phone: '13900002222', owner: li.id },
        { subject: 'd3', customer: other.id, amount: 30, cost: 9, phone: '13900003333' },
      ]
      for (const values of deals) await records.create(testAdmin, 'deal', values)
    },
  })

const request = (more: Partial<ExportRequest> = {}): ExportRequest => ({
  object: 'deal',
  format: 'csv',
  sort: ['subject'],
  ...more,
})

/** All cells, as people read them. */
async function cellsOf(open: OpenExport): Promise<readonly unknown[][]> {
  const rows: unknown[][] = []
  for await (const page of open.pages())
    rows.push(...page.map((row) => open.columns.map((column, at) => column.text(row[at]))))
  return rows
}

const exported = async ({ engine }: TestEngine, actor: Actor, more: Partial<ExportRequest>) =>
  cellsOf(await engine.exports.open(actor, request(more)))

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code: string; errors?: readonly { code: string }[] }) => [
      error.code,
      ...(error.errors ?? []).map(({ code }) => code),
    ],
  )

describe('an export shows', () => {
  test('what grants with export show, in their own rows: neither rows nor fields of other grants', () =>
    withDeals(async (test) => {
      const open = await test.engine.exports.open(li, request())

      expect(open.count).toBe(2)
      expect(open.columns.map(({ path, label }) => [path, label])).toEqual([
        ['subject', '主题'],
        ['customer', '客户'],
        ['cost', '成本'],
        ['phone', '电话'],
        ['owner', '负责人'],
        ['createdAt', '创建时间'],
        ['updatedAt', '修改时间'],
      ])
      expect((await cellsOf(open)).map((row) => row.slice(0, 5))).toEqual([
        ['d1', '甲公司', 4, '138****1111', '小李'],
        ['d2', '乙公司', 9, '139****2222', '小李'],
      ])
      expect(await exported(test, testAdmin, { fields: ['subject', 'amount'] })).toEqual([
        ['d1', 10],
        ['d2', 20],
        ['d3', 30],
      ])
    }))

  test('no record that was only shared', () =>
    withDeals(async (test) => {
      const [d3] = JSON.parse(
        (await test.engine.records.query(testAdmin, 'deal', { filter: 'subject = "d3"' })).recordsJson,
      )
      await test.engine.access.share(testAdmin, 'deal', d3.id, { with: { kind: 'person', id: li.id } })

      expect(await exported(test, li, { fields: ['subject'] })).toEqual([['d1'], ['d2']])
    }))

  test('filters and orders by what is exported alone: a field that is not cannot be asked about', () =>
    withDeals(async (test) => {
      expect(await exported(test, li, { fields: ['subject'], filter: 'cost > 5' })).toEqual([['d2']])
      expect(await exported(test, li, { fields: ['subject'], filter: 'customer.level = "B"' })).toEqual([['d2']])
      expect(await refusal(exported(test, li, { filter: 'amount > 5' }))).toContain('request.bad_filter')
      expect(await refusal(exported(test, li, { sort: ['-amount'] }))).toContain('request.bad_sort')
      expect(await refusal(exported(test, li, { sort: ['phone'] }))).toContain('request.bad_sort')
    }))

  test('a field of another object only who may export that as well, in the records they may export', () =>
    withDeals(async (test) => {
      const fields = ['subject', 'customer', 'customer.level']

      expect(await refusal(exported(test, li, { fields }))).toEqual(['request.bad_fields', 'export.other_object'])
      expect(await exported(test, both, { fields })).toEqual([
        ['d1', '甲公司', 'A'],
        ['d2', '乙公司', null],
      ])
    }))
})

describe('before an export', () => {
  test('one is told how many records, which columns, and why some are not', () =>
    withDeals(async ({ engine }) => {
      const fields = ['subject', 'phone', 'amount', 'lines', 'customer.level']
      const told = await engine.exports.preview({ ...li, locale: 'en' }, request({ fields }))
      const mixed = await engine.exports.preview(both, request({ fields: ['customer.level'] }))

      expect(told).toEqual({
        count: 2,
        max: { csv: 2_500, xlsx: 2 },
        fields: [
          { field: 'subject', label: 'Subject', access: 'read' },
          { field: 'phone', label: '电话', access: 'masked', reason: 'Shown in part.' },
          {
            field: 'amount',
            label: '金额',
            access: 'withheld',
            reason: 'You may read “金额”, but your right to export leaves it out.',
          },
          { field: 'lines', label: '明细', access: 'withheld', reason: expect.stringContaining('holds lines') },
          {
            field: 'customer.level',
            label: 'Customer / Level',
            access: 'withheld',
            reason: '“Customer / Level” belongs to “Account”, which you may not export.',
          },
        ],
      })
      expect(mixed.fields).toEqual([
        {
          field: 'customer.level',
          label: '客户 / 级别',
          access: 'mixed',
          reason: '部分记录中不显示，或只显示部分内容。',
        },
      ])
      expect((await engine.exports.preview(li, request())).fields.map(({ field }) => field)).toEqual([
        ...['subject', 'customer', 'cost', 'phone', 'owner', 'createdAt', 'updatedAt'],
      ])
    }))

  test('who may not is refused: as for a missing object where it is not seen', () =>
    withDeals(async ({ engine }) => {
      for (const ask of [engine.exports.open, engine.exports.preview] as const) {
        expect(await refusal(ask(wang, request()))).toEqual(['access.denied'])
        expect(await refusal(ask(testNobody, request()))).toEqual(['record.unknown_object'])
        expect(await refusal(ask(testAdmin, request({ object: 'deals' })))).toEqual(['record.unknown_object'])
        expect(await refusal(ask(li, request({ fields: ['margin'] })))).toEqual(['request.bad_fields', 'field.unknown'])
        expect(await refusal(ask(li, request({ fields: ['cost', 'cost'] })))).toContain('request.repeated_parameter')
        expect(await refusal(ask(li, request({ format: 'xlsx', forMachines: true })))).toContain(
          'request.invalid_parameter',
        )
      }
    }))

  test('more records than a file may have, and more exports than the server does at once, are refused', () =>
    withDeals(async ({ engine, pool }) => {
      expect(await refusal(engine.exports.open(testAdmin, request({ format: 'xlsx' })))).toEqual(['export.too_many'])
      const open = [await engine.exports.open(li, request()), await engine.exports.open(li, request())]
      expect(await refusal(engine.exports.open(li, request()))).toEqual(['export.busy'])

      await open[0]?.close()
      for await (const page of open[1]?.pages() ?? []) {
        expect(page).toHaveLength(2)
        break
      }

      expect(await cellsOf(await engine.exports.open(li, request()))).toHaveLength(2)
      expect(pool.idleCount).toBe(pool.totalCount)
    }))
})

test('a file is one moment of the data, whatever is written while it is read', () =>
  withDeals(async ({ engine }) => {
    const { records } = engine
    const made = Array.from({ length: 2_200 }, (_, n) => ({ subject: `x${String(n).padStart(4, '0')}`, cost: 1 }))
    await records.batch(testAdmin, 'deal', { create: made })
    const [mine] = JSON.parse((await records.query(testAdmin, 'account', { filter: 'level = "A"' })).recordsJson)
    const open = await engine.exports.open(
      testAdmin,
      request({ fields: ['subject', 'customer', 'cost'], sort: ['-subject'] }),
    )
    const rows: (readonly unknown[])[] = []
    for await (const page of open.pages()) {
      if (rows.length === 0) {
        const { recordsJson } = await records.query(testAdmin, 'deal', { filter: 'cost = 1', limit: 100 })
        const ids = (JSON.parse(recordsJson) as { id: string }[]).map(({ id }) => id)
        await records.batch(testAdmin, 'deal', {
          update: ids.slice(0, 50).map((id) => ({ id, cost: 2 })),
          delete: ids.slice(50),
          create: [{ subject: 'a0' }],
        })
        await records.update(testAdmin, 'account', mine.id, { name: '改了名' })
      }
      rows.push(...page)
    }

    expect(open.count).toBe(2_203)
    expect(rows).toHaveLength(2_203)
    expect(rows.slice(0, 2_200).map(([subject, , cost]) => [subject, cost])).toEqual(
      made.toReversed().map(({ subject, cost }) => [subject, cost]),
    )
    expect(rows.at(-1)).toEqual(['d1', { id: mine.id, title: '甲公司' }, 4])
  }))
