import { describe, expect, test } from '@jest/globals'
import { compile, type Expression, type WireValue } from '@tessera/formula'
import type { ObjectDocument } from '@tessera/metadata'
import { objectModel } from '@/model/objects'
import { evaluator, type EvaluatedRecord, type EvaluationWorld, type PlainRecord } from './evaluate'
import { objectTypes } from './object-types'
import { formulaScope } from './scope'

const documents = [
  {
    kind: 'object',
    key: 'user',
    id: 'object-user',
    label: '人员',
    fields: [
      { key: 'name', type: 'text', label: '姓名' },
      { key: 'department', type: 'lookup', label: '部门', target: 'department' },
    ],
  },
  {
    kind: 'object',
    key: 'account',
    id: 'object-account',
    label: '客户',
    fields: [
      { key: 'name', type: 'text', label: '名称' },
      { key: 'parent', type: 'lookup', label: '上级', target: 'account', tree: true },
      { key: 'level', id: 'f-level', type: 'select', label: '等级', options: [{ key: 'vip', label: 'VIP' }] },
      { key: 'rating', type: 'formula', label: '评分', formula: 'IF(level = "vip", 2, 1)' },
      { key: 'total', type: 'rollup', label: '合计', relation: 'deal.customer', function: 'sum', field: 'net' },
      { key: 'last', type: 'rollup', label: '最近', relation: 'deal.customer', function: 'max', field: 'openedOn' },
    ],
  },
  {
    kind: 'object',
    key: 'deal',
    id: 'object-deal',
    label: '商机',
    fields: [
      { key: 'name', type: 'text', label: '名称' },
      { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
      { key: 'amount', type: 'currency', label: '金额' },
      { key: 'openedOn', type: 'date', label: '日期' },
      { key: 'tags', type: 'multiSelect', label: '标签', options: [{ key: 'a', label: 'A' }] },
      { key: 'net', type: 'formula', label: '净额', formula: 'amount * 0.333', decimals: 2 },
      { key: 'double', type: 'formula', label: '两倍', formula: 'net * 2' },
      { key: 'related', type: 'anyLookup', label: '相关', targets: ['account', 'user'] },
      { key: 'ring', type: 'formula', label: '环', formula: 'gnir + 1' },
      { key: 'gnir', type: 'formula', label: '环', formula: 'ring + 1' },
    ],
  },
] as unknown as readonly ObjectDocument[]

const objects = new Map(documents.map((document) => [document.key, objectModel(document)]))
const other = '01900000-0000-7000-8000-0000000000a9'
const top = '01900000-0000-7000-8000-0000000000a3'
const known: Readonly<Record<string, PlainRecord>> = {
  'account/a1': { id: 'a1', title: '华强', level: 'vip', rating: 2, owner: { id: 'u1', title: '李明' } },
  'user/u1': { id: 'u1', title: '李明', department: { id: 'd1', title: '销售部' } },
}
const world: EvaluationWorld = {
  objects,
  me: 'u1',
  now: Date.parse('2026-02-01T00:00:00Z'),
  today: '2026-02-01',
  timeZone: 'Asia/Shanghai',
  calendar: { weekend: [6, 7], holidays: [], workdays: [] },
  linked: (object, id) => known[`${object}/${id}`],
  above: (object, id) => (object === 'account' && id === 'a1' ? ['a2', top] : undefined),
}

function valueOf(text: string, record: EvaluatedRecord): WireValue {
  const { expression, problems } = compile(text, formulaScope(objects, 'deal', { me: true, old: true }))
  expect(problems).toEqual([])
  return evaluator(expression as Expression)(record, world)
}

describe('a formula in the browser', () => {
  const record: EvaluatedRecord = {
    values: { name: '屋顶', customer: 'a1', amount: 100, openedOn: '2026-01-31', owner: { id: 'u1', title: '李明' } },
    before: { name: '屋顶', amount: 50 },
  }

  test.each<[string, WireValue]>([
    ['amount + 1', 101],
    ['net', 33.3],
    ['double', 66.6],
    ['old.double', 33.3],
    ['CHANGED(amount) and not CHANGED(name)', true],
    ['openedOn = TODAY() - 1', true],
    ['owner = me', true],
    ['name & "/" & amount', '屋顶/100'],
    ['"a" in tags', false],
  ])('reads its own record: %s', (text, value) => {
    expect(valueOf(text, record)).toEqual(value)
  })

  test.each<[string, WireValue]>([
    ['customer.level = "vip"', true],
    ['customer.rating', 2],
    ['customer.owner.department', 'd1'],
    ['TITLE(customer.owner)', '李明'],
    ['TITLE(customer)', '华强'],
    ['TITLE(owner)', '李明'],
    ['me.department', 'd1'],
  ])('reads over a lookup that carries only its id: %s', (text, value) => {
    expect(valueOf(text, record)).toEqual(value)
  })

  test('prefers what the lookup carries below it', () => {
    const nested = {
      values: { customer: { id: 'a1', title: '新名', level: null, owner: { id: 'u2', title: '王芳' } } },
    }

    expect(valueOf('customer.level = "vip"', nested)).toBe(false)
    expect(valueOf('TITLE(customer)', nested)).toBe('新名')
    expect(valueOf('customer.owner', nested)).toBe('u2')
    // Not carried: what is known of that record stands in.
    expect(valueOf('customer.rating', nested)).toBe(2)
  })

  test.each<[string, WireValue]>([
    ['AS(related, account).level = "vip"', true],
    ['AS(related, account)', 'a1'],
    ['AS(related, user).department', null],
    ['ISBLANK(AS(related, user))', true],
    ['TITLE(related)', '新名'],
    ['related = customer', true],
    ['CHANGED(related)', true],
    ['CHANGED(AS(related, account))', true],
    ['CHANGED(AS(related, user))', true],
    ['TITLE(AS(old.related, user))', '李明'],
  ])('reads a record of one of several objects where it is of the named one: %s', (text, value) => {
    const related = { object: 'account', id: 'a1', title: '新名' }
    const before = { related: { object: 'user', id: 'u1', title: '李明' } }

    expect(valueOf(text, { values: { customer: 'a1', related }, before })).toEqual(value)
  })

  test('finds a record below those above it, and nothing below what is not known or blank', () => {
    const deal = { values: { customer: { id: 'a1', title: '华强' } } }
    expect(valueOf(`customer under "${top}"`, deal)).toBe(true)
    expect(valueOf(`customer under ["${other}", "${top}"]`, deal)).toBe(true)
    expect(valueOf(`not customer under "${other}"`, deal)).toBe(true)
    expect(valueOf(`customer under "${top}"`, { values: { customer: null } })).toBe(false)
    expect(valueOf(`customer under "${top}"`, { values: { customer: 'a4' } })).toBe(false)
  })

  test('sees the record itself where it is being put', () => {
    const text = `id under "${top}"`
    const { expression } = compile(text, formulaScope(objects, 'account', { me: false, old: true }))
    const run = evaluator(expression as Expression)
    expect(run({ values: { id: 'a7', parent: 'a1' } }, world)).toBe(true)
    expect(run({ values: { id: 'a7', parent: null } }, world)).toBe(false)
  })

  test('reads blank over a lookup nothing is known of', () => {
    expect(valueOf('customer.level', { values: { customer: 'a9' } })).toBeNull()
  })
})

describe('types', () => {
  const kindOf = (object: string, key: string): string | undefined =>
    objectTypes(objects).field(objects.get(object)?.id ?? '', { key })?.type.kind

  test('of formulas and roll-ups are inferred through each other', () => {
    expect(kindOf('deal', 'double')).toBe('number')
    expect(kindOf('account', 'total')).toBe('number')
    expect(kindOf('account', 'last')).toBe('date')
  })

  test('of formulas in a circle are blank instead of never, and evaluating one ends', () => {
    expect(objectTypes(objects).field('object-deal', { key: 'ring' })).toMatchObject({
      type: { kind: 'blank' },
      problems: [{ code: 'formula.cycle', message: { en: expect.stringContaining('ring → gnir → ring') } }],
    })
    expect(valueOf('gnir', { values: {} })).toBeNull()
  })

  test('name objects by id, and unknown names have a proposal', () => {
    expect(objectTypes(objects).field('object-deal', { key: 'customer' })?.type).toEqual({
      kind: 'record',
      object: 'object-account',
    })
    const { problems } = compile('amuont + 1', formulaScope(objects, 'deal', { me: false, old: false }))
    expect(problems[0]).toMatchObject({ code: 'formula.unknown_name' })
  })
})
