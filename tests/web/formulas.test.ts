import { beforeAll, describe, expect, test } from '@jest/globals'
import { compile, type Expression } from '@tessera/formula'
import type { ObjectDocument, WireDocument } from '@tessera/metadata'
import { useServer } from '../api/support/use-server'
import { evaluator, type EvaluationWorld, type PlainRecord } from '../../packages/web/src/formula/evaluate'
import { formulaScope } from '../../packages/web/src/formula/scope'
import { objectModel, type ObjectModel } from '../../packages/web/src/model/objects'

/** Formulas of the cases and of daily work, over every kind of field; `f0`, `f1` … of the object. */
const formulas: readonly string[] = [
  'amount * 1.06',
  'ROUND(amount / quantity, 4)',
  'amount / 0',
  'share * amount',
  '-amount ^ 2',
  'MOD(quantity, 7)',
  'quantity = blank',
  'amount > 1000 and stage <> "lost"',
  'not (amount < 100)',
  'name & "/" & amount & "/" & stage & "/" & done',
  'UPPER(name) & LEN(name)',
  'IF(ISBLANK(note), "无", LEFT(note, 3))',
  'CONTAINS(name, "客") or "a" in tags',
  'COUNT(tags)',
  'openedOn + 30',
  'DATEADD(openedOn, 1, "months")',
  'startsAt - createdAt > DURATION(1, "hours")',
  'YEAR(openedOn) & "-" & WEEKDAY(openedOn)',
  'WORKDAYS(openedOn, DATEADD(openedOn, 20, "days"))',
  'DATE(startsAt)',
  'TEXT(amount, "#,##0.00")',
  'RMBUPPER(amount)',
  'customer.level = "vip"',
  'customer.rate * amount',
  'customer.parent.name & "的下级"',
  'IFBLANK(customer.twice, -1)',
  'TITLE(customer) & TITLE(owner)',
  'stage in ["new", "won"]',
  'COUNT(partners)',
  'SUM(partners.rate) * 2',
  'JOIN(partners.name, "+")',
  'JOIN(partners.level, ",")',
  'MAX(partners.twice)',
  'partners.parent.name',
  'ISBLANK(partners) or "集团" in partners.name',
  'SWITCH(stage, "new", 1, "won", 2, 0)',
  'MAX(amount, quantity, 5)',
  'f0 + f1',
  'IF(f7, f0, f29)',
]

const documents = [
  {
    kind: 'object',
    key: 'account',
    label: '客户',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: '名称' },
      {
        key: 'level',
        type: 'select',
        label: '等级',
        options: [
          { key: 'vip', label: 'VIP' },
          { key: 'low', label: '普通' },
        ],
      },
      { key: 'rate', type: 'percent', label: '折扣' },
      { key: 'parent', type: 'lookup', label: '上级', target: 'account' },
      { key: 'twice', type: 'formula', label: '两倍', formula: 'rate * 2' },
    ],
  },
  {
    kind: 'object',
    key: 'deal',
    label: '商机',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: '名称' },
      { key: 'note', type: 'longText', label: '备注' },
      { key: 'amount', type: 'currency', label: '金额' },
      { key: 'quantity', type: 'number', label: '数量', decimals: 3 },
      { key: 'share', type: 'percent', label: '占比' },
      { key: 'done', type: 'boolean', label: '完成' },
      { key: 'openedOn', type: 'date', label: '日期' },
      { key: 'startsAt', type: 'dateTime', label: '时间' },
      {
        key: 'stage',
        type: 'select',
        label: '阶段',
        options: ['new', 'won', 'lost'].map((key) => ({ key, label: key })),
      },
      { key: 'tags', type: 'multiSelect', label: '标签', options: ['a', 'b'].map((key) => ({ key, label: key })) },
      { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
      { key: 'partners', type: 'links', label: '伙伴', target: 'account' },
      ...formulas.map((formula, index) => ({
        key: `f${index}`,
        type: 'formula',
        label: `公式 ${index}`,
        formula,
        ...(index % 3 === 0 ? { decimals: 2 } : {}),
      })),
    ],
  },
] as unknown as readonly WireDocument[]

const server = useServer()
let objects: ReadonlyMap<string, ObjectModel>
const accounts: string[] = []

beforeAll(async () => {
  const { admin } = server()
  const published = await admin.post('/api/changes', {
    changes: documents.map((document) => ({ op: 'put', document })),
  })
  if (published.status !== 201) throw new Error(published.text)
  const { body } = await admin.get('/api/documents?kind=object')
  const found = body.documents as unknown as readonly ObjectDocument[]
  objects = new Map(found.map((document) => [document.key, objectModel(document)]))
  for (const values of [
    { name: '集团', level: 'vip', rate: 0.15 },
    { name: '华强', level: 'low', rate: 0.0333 },
    { name: '空' },
  ]) {
    const parent = accounts.length === 1 ? { parent: accounts[0] } : {}
    accounts.push(String((await admin.post('/api/records/account', { ...values, ...parent })).body.id))
  }
})

const records: readonly object[] = [
  {},
  { name: '客户 😀', amount: 1234.56, quantity: 7.125, share: 0.15, done: true, stage: 'won', tags: ['a', 'b'] },
  {
    name: 'abc',
    note: '备注很长',
    amount: -0.01,
    quantity: 0,
    openedOn: '2024-02-29',
    startsAt: '2099-01-01T08:00:00Z',
  },
  { amount: 99999999999.99, quantity: 3, openedOn: '2026-01-31', stage: 'lost', tags: ['b'], share: 1 },
  { name: 'x', amount: 100, quantity: 9999999.999, openedOn: '0001-01-01', startsAt: '2026-03-29T01:30:00+08:00' },
]

describe('formulas in the browser', () => {
  test('give on a typed record what the server gives on the saved one', async () => {
    const { admin, ids } = server()
    const account = await admin.get('/api/records/account?fields=name,level,rate,parent,parent.name,twice')
    const known = new Map((account.body.records as unknown as PlainRecord[]).map((one) => [one.id, one]))
    const world = (now: string): EvaluationWorld => ({
      objects,
      me: ids.admin,
      now: Date.parse(now),
      today: now.slice(0, 10),
      timeZone: 'Asia/Shanghai',
      calendar: { weekend: [6, 7], holidays: [], workdays: [] },
      linked: (object, id) => {
        const found = object === 'account' ? known.get(id) : undefined
        return found === undefined ? undefined : { ...found, title: found.name }
      },
    })
    const scope = formulaScope(objects, 'deal', { me: false, old: false })
    const evaluators = formulas.map((_, at) => evaluator(compile(`f${at}`, scope).expression as Expression))
    const wrong: unknown[] = []
    let compared = 0
    for (const [index, values] of records.entries()) {
      for (const customer of [undefined, ...accounts]) {
        const partners = accounts.slice(index % 4)
        const sent = { ...values, customer: customer ?? null, partners: partners.length === 0 ? null : partners }
        const saved = (await admin.post('/api/records/deal', sent)).body
        const typed: Record<string, unknown> = { ...saved, customer: sent.customer, partners: sent.partners }
        // What the server computed must not help.
        for (const at of formulas.keys()) delete typed[`f${at}`]
        for (const [at, evaluate] of evaluators.entries()) {
          const ours = evaluate({ values: typed }, world(String(saved.createdAt)))
          const theirs = saved[`f${at}`] as unknown
          compared += 1
          if (JSON.stringify(ours) !== JSON.stringify(theirs)) wrong.push([formulas[at], index, customer, ours, theirs])
        }
      }
    }

    expect(wrong).toEqual([])
    expect(compared).toBe(records.length * (accounts.length + 1) * formulas.length)
  })
})
