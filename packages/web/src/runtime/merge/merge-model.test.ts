import { describe, expect, test } from '@jest/globals'
import type { ObjectDocument } from '@tessera/metadata'
import { objectModel } from '@/model/objects'
import { firstPicks, idsOf, mergedFields, valuesOf } from './merge-model'

const object = objectModel({
  kind: 'object',
  key: 'company',
  label: '公司',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'phone', type: 'phone', label: '电话' },
    { key: 'city', type: 'text', label: '城市' },
    { key: 'note', type: 'text', label: '备注' },
    { key: 'projects', type: 'links', label: '项目', target: 'project' },
    { key: 'total', type: 'formula', label: '合计', formula: '1' },
  ],
} as ObjectDocument)

const found = [
  {
    id: 'a',
    version: 1,
    projects: [{ id: 'p', title: '一' }],
    name: '甲',
    phone: null,
    city: '上海',
    note: null,
    total: 1,
    owner: { id: 'u', title: '王' },
  },
  {
    id: 'b',
    version: 1,
    projects: [],
    name: '乙',
    phone: '138',
    city: '上海',
    note: '',
    total: 2,
    owner: { id: 'u', title: '王' },
  },
]

describe('records beside each other', () => {
  test('show what differs, and of what is the same only what is there; links are united', () => {
    const { different, same } = mergedFields(object, found)
    expect([different.map(({ key }) => key), same.map(({ key }) => key)]).toEqual([
      ['name', 'phone'],
      ['city', 'owner'],
    ])
  })

  test('keep the values of the one that stays, and others where it has none', () => {
    const { different } = mergedFields(object, found)
    const picks = firstPicks(different, found, 'a')
    expect(picks).toEqual({ name: 'a', phone: 'b' })
    expect(valuesOf(different, found, 'a', picks)).toEqual({ phone: '138' })
    expect(valuesOf(different, found, 'a', { name: 'b', phone: 'a' })).toEqual({ name: '乙' })
  })

  test('are named in the address, each once', () => {
    expect([idsOf('a,b,,a'), idsOf(undefined)]).toEqual([['a', 'b'], []])
  })
})
