import { describe, expect, test } from '@jest/globals'
import type { LayoutDocument, ObjectDocument } from '@tessera/metadata'
import { objectModel } from '@/model/objects'
import { changedFields } from './changed-fields'
import { keyFacts } from './key-facts'
import { relationFilter, relationValue, relationsTo, tellingFields } from './relations'
import { scorePartsOf } from './score-parts'

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

  test('are links from either side too, found by what they hold', () => {
    const person = object('person', [{ key: 'deals', type: 'links', label: '商机', target: 'deal' }])
    const linked = object('deal', [{ key: 'people', type: 'backlinks', label: '联系人', relation: 'person.deals' }])

    expect(relationsTo([person, linked], 'deal').map((one) => relationFilter(one, 'd1'))).toEqual(['HAS(deals, "d1")'])
    expect(relationsTo([person, linked], 'person').map(({ field }) => field.key)).toEqual(['people'])
    expect(relationsTo([account, deal], 'account').map((one) => relationFilter(one, 'a1'))[1]).toBe('buyer = "a1"')
  })

  test('are fields that may point to several objects, made with the object they point to', () => {
    const note = object('note', [{ key: 'about', type: 'anyLookup', label: '关于', targets: ['account', 'deal'] }])

    const [one] = relationsTo([account, note], 'deal')
    expect(one === undefined ? undefined : relationFilter(one, 'd1')).toBe('about = "d1"')
    expect(one === undefined ? undefined : relationValue(one, 'd1')).toBe('deal:d1')
    expect(relationsTo([note], 'user')).toEqual([])
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

describe('what a score is made of', () => {
  const holds = (when: string): boolean => when === 'true'

  test('is every contribution, with whether it counts', () => {
    const contributions = [
      { label: '重点', when: 'true', points: 5 },
      { label: { 'zh-CN': '大', en: 'Big' }, when: 'amount > 1', points: -2 },
    ]
    expect(scorePartsOf({ holds }, { key: 's', type: 'score', label: 's', contributions })).toEqual([
      { label: '重点', points: 5, counts: true },
      { label: { 'zh-CN': '大', en: 'Big' }, points: -2, counts: false },
    ])
  })

  test('is nothing for other fields, and leaves out what a draft has not said yet', () => {
    expect(scorePartsOf({ holds }, { key: 's', type: 'number', label: 's' })).toBeUndefined()
    expect(scorePartsOf({ holds }, { key: 's', type: 'score', label: 's', contributions: [{ points: 1 }] })).toEqual([])
  })
})
