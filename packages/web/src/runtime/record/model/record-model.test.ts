import { describe, expect, test } from '@jest/globals'
import type { LayoutDocument, ObjectDocument } from '@tessera/metadata'
import { objectModel } from '@/model/objects'
import { changedFields } from './changed-fields'
import { keyFacts } from './key-facts'
import { relationsTo, tellingFields } from './relations'

const object = (key: string, fields: readonly object[]) =>
  objectModel({ kind: 'object', key, label: key, fields } as unknown as ObjectDocument)

const account = object('account', [
  { key: 'name', type: 'text', label: '名称' },
  { key: 'note', type: 'longText', label: '备注' },
  { key: 'code', type: 'text', label: '编号' },
  { key: 'level', type: 'select', label: '等级', options: [] },
  { key: 'parent', type: 'lookup', label: '上级', target: 'account' },
])
const deal = object('deal', [
  { key: 'name', type: 'text', label: '名称' },
  { key: 'buyer', type: 'lookup', label: '买方', target: 'account' },
  { key: 'payer', type: 'lookup', label: '付款方', target: 'account' },
])

describe('relations', () => {
  test('are the lookups of all objects that point to an object, its own too', () => {
    const found = relationsTo([account, deal], 'account')

    expect(found.map(({ object: { key }, field, isAmbiguous }) => [key, field.key, isAmbiguous])).toEqual([
      ['account', 'parent', false],
      ['deal', 'buyer', true],
      ['deal', 'payer', true],
    ])
  })

  test('leave out who made and changed a record', () => {
    expect(relationsTo([account, deal], 'user')).toEqual([])
  })
})

describe('what says most about a record', () => {
  test('is never its title or a long text, and keeps the order of the document', () => {
    expect(tellingFields(account, 2).map(({ key }) => key)).toEqual(['level', 'parent'])
    expect(tellingFields(account, 9).map(({ key }) => key)).toEqual(['code', 'level', 'parent'])
    expect(tellingFields(account, 9, ['parent']).map(({ key }) => key)).toEqual(['code', 'level'])
  })

  test('is what a layout of key facts names, without fields that are gone', () => {
    const layout = {
      kind: 'layout',
      key: 'facts',
      object: 'account',
      variant: 'keyFacts',
      sections: [{ items: [{ field: 'code' }, { field: 'gone' }, { field: 'owner' }] }],
    } as unknown as LayoutDocument

    expect(keyFacts([layout], account).map(({ key }) => key)).toEqual(['code', 'owner'])
    expect(keyFacts([], account).map(({ key }) => key)).toEqual(['code', 'level', 'parent'])
  })
})

test('changed fields are those that are shown differently, not the stamps', () => {
  const before = { name: 'a', level: null, parent: { id: '1', title: 'x' }, updatedAt: '1' }

  expect(changedFields(account, before, { ...before, name: 'b', level: '', updatedAt: '2' })).toEqual(['name'])
  expect(changedFields(account, before, { ...before, parent: { id: '1', title: 'y' } })).toEqual([])
})
