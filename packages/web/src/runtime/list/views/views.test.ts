import { describe, expect, test } from '@jest/globals'
import { fieldTypesWeb, isOrdered } from '@tessera/blocks/web'
import type { ObjectDocument, ViewDocument } from '@tessera/metadata'
import { objectModel } from '@/model/objects'
import { defaultFields, fieldAt, operatorsAt, valueAt, withSample } from '../columns/columns'
import { personalView, readPersonalViews, writePersonalViews } from './personal-views'
import { documentOfState, isSameState, nextSort, stateOfDocument, type ViewState } from './view-state'

const account: ObjectDocument = {
  kind: 'object',
  key: 'account',
  label: '客户',
  fields: [{ key: 'name', type: 'text', label: '名称' }],
}
const deal: ObjectDocument = {
  kind: 'object',
  key: 'deal',
  id: 'o1',
  label: '商机',
  titleField: 'name',
  fields: [
    { key: 'remark', id: 'f0', type: 'longText', label: '备注' },
    { key: 'name', id: 'f1', type: 'text', label: '名称' },
    { key: 'amount', id: 'f2', type: 'currency', label: '金额', decimals: 1 },
    { key: 'customer', id: 'f3', type: 'lookup', label: '客户', target: 'account' },
    { key: 'total', id: 'f4', type: 'formula', label: '合计', formula: 'amount * 2' },
    { key: 'paid', id: 'f5', type: 'rollup', label: '已付', relation: 'line.deal', function: 'sum', field: 'price' },
    { key: 'lines', id: 'f6', type: 'rollup', label: '行数', relation: 'line.deal', function: 'count' },
  ],
}
const line: ObjectDocument = {
  kind: 'object',
  key: 'line',
  label: '明细',
  fields: [{ key: 'price', type: 'currency', label: '价格', currency: 'USD' }],
}
const objects = new Map([account, deal, line].map((document) => [document.key, objectModel(document)]))
const object = objectModel(deal)

const state: ViewState = {
  fields: ['name', 'amount'],
  widths: { amount: 200 },
  filter: 'amount > 5 and IN(amount, 1)',
  sort: ['-amount'],
}

describe('columns', () => {
  test('of a module without views begin with its title and leave out long texts', () => {
    expect(defaultFields(object)).toEqual([
      'name',
      'amount',
      'customer',
      'total',
      'paid',
      'lines',
      'owner',
      'updatedAt',
    ])
  })

  test('may lead over lookups, and are undefined when something on the way is gone', () => {
    expect(fieldAt(objects, object, 'customer.name')).toMatchObject({ type: 'text', labels: ['客户', '名称'] })
    expect(fieldAt(objects, object, 'customer.gone')).toBeUndefined()
    expect(fieldAt(objects, object, 'amount.name')).toBeUndefined()
    expect(fieldAt(objects, object, '#deleted(级别)')).toBeUndefined()
    expect(valueAt({ customer: { id: '1', title: 'x', name: 'y' } }, 'customer.name')).toBe('y')
    expect(valueAt({ customer: null }, 'customer.name')).toBeUndefined()
  })

  test('of a roll-up look like what it adds up', () => {
    expect(fieldAt(objects, object, 'paid')).toMatchObject({ type: 'currency', document: { currency: 'USD' } })
    expect(fieldAt(objects, object, 'lines')?.look.name).toBe('rollup')
  })

  test('that are encrypted are narrowed by whole values, and order nothing', () => {
    const secret = objectModel({
      ...{ kind: 'object', key: 'member', label: 'M' },
      fields: [
        { key: 'name', type: 'text', label: 'N' },
        { key: 'card', type: 'text', label: 'C', encrypted: true },
      ],
    })
    const names = (path: string) => operatorsAt(new Map([['member', secret]]), secret)(path)?.map(({ name }) => name)
    expect(names('card')).toEqual(['is', 'isNot', 'blank', 'notBlank'])
    expect(names('name')).toContain('contains')
    expect([secret.fieldsByKey.get('card'), secret.fieldsByKey.get('name')].map(isOrdered)).toEqual([false, true])
  })

  test('of people are narrowed by who reports to somebody, where people form a tree', () => {
    const manager = { key: 'manager', type: 'user', label: 'M', tree: true }
    const user = (fields: object[]) =>
      objectModel({ ...{ kind: 'object', key: 'user', label: 'U', system: true }, fields } as never)
    const names = (people: ReturnType<typeof objectModel>) =>
      operatorsAt(new Map([['user', people]]), object)('owner')?.map(({ name }) => name)
    expect(names(user([manager]))).toContain('reportsTo')
    expect(names(user([{ key: 'name', type: 'text', label: 'N' }]))).not.toContain('reportsTo')
  })

  test('of a formula may be narrowed by what it gives, once that is known', () => {
    expect(operatorsAt(objects, object)('total')?.map(({ name }) => name)).toEqual(['blank', 'notBlank'])
    const results = new Map([['deal.total', { key: 'total', type: 'number', label: '合计', decimals: 1 }]])
    expect(operatorsAt(objects, object, results)('total')).toBe(fieldTypesWeb.get('number')?.filters)
    expect(fieldAt(objects, object, 'total', results)).toMatchObject({ type: 'number', labels: ['合计'] })
  })

  test('of a formula look like its values', () => {
    const total = fieldAt(objects, object, 'total')
    if (total === undefined) throw new Error('no such field')
    expect(withSample(total, [null, undefined]).look.align).toBe('start')
    expect(withSample(total, [null, 5]).look.align).toBe('end')
    expect(withSample(total, ['2026-01-31']).look.filters).toBe(fieldTypesWeb.get('date')?.filters)
  })
})

describe('a view', () => {
  const view: ViewDocument = {
    kind: 'view',
    key: 'mine',
    id: 'v1',
    object: 'deal',
    type: 'table',
    label: '我的',
    fields: ['name', 'amount', '#deleted(级别)'],
    filter: 'owner = me',
    sort: ['-createdAt'],
    options: { widths: { amount: 9_999, name: 'x' }, color: 'red' },
  }

  test('gives a state, with widths that fit', () => {
    expect(stateOfDocument(view)).toEqual({
      fields: ['name', 'amount', '#deleted(级别)'],
      widths: { amount: 640 },
      filter: 'owner = me',
      sort: ['-createdAt'],
    })
  })

  test('takes a state and keeps what else it says; deleted fields cannot be published', () => {
    const changed = documentOfState(view, { ...stateOfDocument(view), filter: undefined, sort: [] })
    expect(changed).toEqual({
      kind: 'view',
      key: 'mine',
      id: 'v1',
      object: 'deal',
      type: 'table',
      label: '我的',
      fields: ['name', 'amount'],
      options: { color: 'red', widths: { amount: 640 } },
    })
  })

  test('is changed when columns, widths, filter or sort are', () => {
    expect(isSameState(state, { ...state, widths: { amount: 200, gone: 1 } })).toBe(true)
    expect(isSameState(state, { ...state, widths: { amount: 201 } })).toBe(false)
    expect(isSameState(state, { ...state, fields: ['amount', 'name'] })).toBe(false)
    expect(isSameState(state, { ...state, filter: undefined })).toBe(false)
  })
})

test('a header sorts up, down, and not at all', () => {
  expect(nextSort(['-createdAt'], 'amount')).toEqual(['amount'])
  expect(nextSort(['amount'], 'amount')).toEqual(['-amount'])
  expect(nextSort(['-amount'], 'amount')).toEqual([])
})

describe('views of one person', () => {
  const stored = new Map<string, string>()
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  } as unknown as Storage

  test('are kept by person and module', () => {
    writePersonalViews(storage, 'u1', object, [personalView('~1', '大单', state, object)])
    expect(readPersonalViews(storage, 'u1', object)).toMatchObject([{ id: '~1', name: '大单', state }])
    expect(readPersonalViews(storage, 'u2', object)).toEqual([])
  })

  test('follow fields whose keys changed', () => {
    const fields = deal.fields.map((field) => (field.key === 'amount' ? { ...field, key: 'worth' } : field))
    const [view] = readPersonalViews(storage, 'u1', objectModel({ ...deal, fields }))
    expect(view?.state).toEqual({
      fields: ['name', 'worth'],
      widths: { worth: 200 },
      filter: 'worth > 5 and IN(worth, 1)',
      sort: ['-worth'],
    })
  })

  test('that cannot be read are none', () => {
    stored.set('tessera.views.u1.o1', '[{"id":"x"}, 5, {"id":"~1"}]')
    expect(readPersonalViews(storage, 'u1', object)).toEqual([])
    stored.set('tessera.views.u1.o1', '{')
    expect(readPersonalViews(storage, 'u1', object)).toEqual([])
  })
})
