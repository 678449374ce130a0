import { describe, expect, test } from '@jest/globals'
import type { FieldDocument, ObjectDocument } from '@tessera/metadata'
import { describeDocument } from './describe-document'

const field = (key: string, more: object = {}): FieldDocument => ({
  key,
  type: 'text',
  label: key.toUpperCase(),
  ...more,
})
const object = (...fields: FieldDocument[]): ObjectDocument => ({
  kind: 'object',
  key: 'v',
  label: 'V',
  fields,
})

describe('what a draft changes, line by line', () => {
  test('a new and a deleted document are one line', () => {
    expect(describeDocument(null, object(field('a')))).toEqual([{ op: 'add', part: [] }])
    expect(describeDocument(object(field('a')), null)).toEqual([{ op: 'remove', part: [] }])
  })

  test('fields that came, went and changed', () => {
    const before = object(field('a', { id: '1' }), field('b', { id: '2' }), field('c', { id: '3' }))
    const after = object(field('a', { id: '1', label: '甲', required: true }), field('c', { id: '3' }), field('d'))

    expect(describeDocument(before, after)).toEqual([
      { op: 'change', part: [{ list: 'fields', label: '甲' }], property: 'label', from: 'A', to: '甲' },
      { op: 'change', part: [{ list: 'fields', label: '甲' }], property: 'required', from: undefined, to: true },
      { op: 'add', part: [{ list: 'fields', label: 'D' }] },
      { op: 'remove', part: [{ list: 'fields', label: 'B' }] },
    ])
  })

  test('a renamed key is a change of one field, not two', () => {
    const before = object(field('a', { id: '1' }))
    const after = object(field('z', { id: '1', label: 'A' }))

    expect(describeDocument(before, after).map(({ op, property }) => [op, property])).toEqual([['change', 'key']])
  })

  test('the one field that moved is named, not those that made room', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((key) => field(key, { id: key })) as [
      FieldDocument,
      FieldDocument,
      FieldDocument,
      FieldDocument,
    ]

    const moved = { op: 'move', part: [{ list: 'fields', label: 'D' }], from: 4, to: 1 }
    expect(describeDocument(object(a, b, c, d), object(d, a, b, c))).toEqual([moved])
    expect(describeDocument(object(d, a, b, c), object(a, b, c, d))).toEqual([{ ...moved, from: 1, to: 4 }])
  })

  test('options of a field are told apart by key before they are published, by id after', () => {
    const select = (...options: object[]) => object(field('s', { id: 's', options }))
    const before = select({ id: 'o1', key: 'o1', label: '一' }, { id: 'o2', key: 'o2', label: '二' })
    const after = select({ id: 'o1', key: 'o1', label: '壹' }, { key: 'o3', label: '三' })

    expect(describeDocument(before, after).map(({ op, part }) => [op, part.at(-1)?.label])).toEqual([
      ['change', '壹'],
      ['add', '三'],
      ['remove', '二'],
    ])
  })
})
