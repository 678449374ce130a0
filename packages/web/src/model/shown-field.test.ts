import { expect, test } from '@jest/globals'
import type { ObjectDocument } from '@tessera/metadata'
import { objectModel, type FieldModel } from './objects'
import { shownField } from './shown-field'

const rollup = (key: string, more: object): object => ({
  key,
  type: 'rollup',
  label: key,
  relation: 'deal.customer',
  ...more,
})
const documents = [
  {
    kind: 'object',
    key: 'account',
    label: '客户',
    fields: [
      { key: 'name', type: 'text', label: '名称' },
      { key: 'main', type: 'lookup', label: '主要商机', target: 'deal' },
      { key: 'ring', type: 'related', label: '环', path: 'main.again' },
      rollup('deals', { function: 'count' }),
      rollup('total', { function: 'sum', field: 'amount' }),
      rollup('last', { function: 'max', field: 'closedOn' }),
      rollup('net', { function: 'sum', field: 'net' }),
      rollup('gross', { function: 'sum', field: 'gross' }),
    ],
  },
  {
    kind: 'object',
    key: 'deal',
    label: '商机',
    fields: [
      { key: 'amount', type: 'currency', label: '金额', currency: 'USD', decimals: 0 },
      { key: 'closedOn', type: 'date', label: '日期' },
      { key: 'net', type: 'formula', label: '净额', formula: 'amount * 2' },
      { key: 'gross', type: 'formula', label: '总额', formula: 'amount * 3', decimals: 2 },
      { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
      { key: 'customerName', type: 'related', label: '客户名', path: 'customer.name' },
      { key: 'customerTotal', type: 'related', label: '客户总额', path: 'customer.total' },
      { key: 'again', type: 'related', label: '自指', path: 'customer.ring' },
      { key: 'lost', type: 'related', label: '没有了', path: 'customer.gone' },
    ],
  },
] as unknown as readonly ObjectDocument[]
const objects = new Map(documents.map((document) => [document.key, objectModel(document)]))
const shown = (key: string) => shownField(objects.get('account')?.fieldsByKey.get(key) as FieldModel, objects)

test('a roll-up looks like what it is taken over, a count like a whole number, keeping its own name', () => {
  expect(shown('total')).toMatchObject({ key: 'total', type: 'currency', document: { currency: 'USD', decimals: 0 } })
  expect(shown('last').type).toBe('date')
  expect(shown('deals')).toMatchObject({ type: 'number', document: { decimals: 0 } })
  expect(shown('net').type).toBe('rollup')
  expect(shown('gross')).toMatchObject({ type: 'number', document: { decimals: 2 } })
  expect(shown('name').type).toBe('text')
})

test('a field of a related record looks like where it comes from, keeping its own name; one that leads nowhere like itself', () => {
  const ofDeal = (key: string) => shownField(objects.get('deal')?.fieldsByKey.get(key) as FieldModel, objects)
  expect(ofDeal('customerName')).toMatchObject({
    key: 'customerName',
    label: '客户名',
    type: 'text',
    isWritable: false,
    isMasked: false,
  })
  expect(ofDeal('customerTotal')).toMatchObject({ type: 'currency', document: { currency: 'USD' } })
  expect(ofDeal('lost').type).toBe('related')
  expect(ofDeal('again').type).toBe('related')
})
