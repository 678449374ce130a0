import { describe, expect, test } from '@jest/globals'
import type { StoredDocument } from '../documents/document.js'
import { merge3 } from './merge3.js'
import { mergeOrder } from './merge-order.js'

const field = (id: string, more: object = {}) => ({ id, key: id, type: 'text', label: id, ...more })

function setOf(...fields: readonly object[]): ReadonlyMap<string, StoredDocument> {
  return new Map([['d', { id: 'd', kind: 'object', key: 'visit', label: 'Visit', fields } as const]])
}

const fieldsOf = (set: ReadonlyMap<string, StoredDocument>): readonly { id: string }[] =>
  set.get('d')?.fields as readonly { id: string }[]

describe('merging documents', () => {
  test('takes different properties of one field from both sides', () => {
    const { merged, conflicts } = merge3(
      setOf(field('a')),
      setOf(field('a', { label: 'A' })),
      setOf(field('a', { required: true })),
    )

    expect(conflicts).toEqual([])
    expect(fieldsOf(merged)).toEqual([field('a', { label: 'A', required: true })])
  })

  test('names the same property that was changed twice, and holds mine', () => {
    const [base, mine, theirs] = ['x', 'x + 1', 'x + 2'].map((formula) => setOf(field('a', { formula })))

    const { merged, conflicts } = merge3(base!, mine!, theirs!)

    expect(conflicts).toEqual([
      { documentId: 'd', partPath: ['fields', 'a'], property: 'formula', base: 'x', mine: 'x + 1', theirs: 'x + 2' },
    ])
    expect(merged).toEqual(mine)
  })

  test('keeps members that were added on both sides', () => {
    const { merged, conflicts } = merge3(
      setOf(field('a')),
      setOf(field('a'), field('b')),
      setOf(field('c'), field('a')),
    )

    expect(conflicts).toEqual([])
    expect(fieldsOf(merged).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
  })

  test('merges options of a field one by one', () => {
    const options = (...keys: readonly string[]) => ({ options: keys.map((id) => ({ id, key: id, label: id })) })

    const { merged } = merge3(
      setOf(field('a', options('x', 'y'))),
      setOf(field('a', options('y'))),
      setOf(field('a', options('x', 'y', 'z'))),
    )

    expect(fieldsOf(merged)).toEqual([field('a', options('y', 'z'))])
  })

  test('a part removed here and changed there is a conflict of the whole part', () => {
    const { conflicts } = merge3(
      setOf(field('a'), field('b')),
      setOf(field('b')),
      setOf(field('a', { help: 'h' }), field('b')),
    )

    expect(conflicts).toMatchObject([{ partPath: ['fields', 'a'], property: '', mine: undefined }])
  })

  test('a removed document stays removed when the other side left it alone', () => {
    const base = setOf(field('a'))

    expect(merge3(base, new Map(), base)).toEqual({ merged: new Map(), conflicts: [] })
  })

  test('two new fields with one key are a conflict of the key', () => {
    const { conflicts } = merge3(
      setOf(field('a')),
      setOf(field('a'), { ...field('b'), key: 'cost' }),
      setOf(field('a'), { ...field('c'), key: 'Cost' }),
    )

    expect(conflicts).toMatchObject([{ partPath: ['fields', 'b'], property: 'key', mine: 'cost', theirs: 'Cost' }])
  })
})

describe('merging orders', () => {
  test.each([
    ['insertions at different places', 'ab', 'xab', 'aby', 'xaby', 0],
    ['insertions at the same place stay together', 'ab', 'apqb', 'axyb', 'apqxyb', 0],
    ['a move and an insertion', 'abc', 'cab', 'abxc', 'cabx', 0],
    ['moves of different members', 'abcd', 'bacd', 'abdc', 'badc', 0],
    ['a removal and a move', 'abc', 'ac', 'bca', 'ca', 0],
    ['the same move', 'abc', 'cab', 'cab', 'cab', 0],
    ['two moves of one member', 'abcd', 'dabc', 'adbc', 'dabc', 1],
  ])('%s', (_, base, mine, theirs, merged, conflicts) => {
    const [b, m, t] = [base, mine, theirs].map((ids) => ids.split('')) as [string[], string[], string[]]
    const members = new Set([...m, ...t].filter((id) => (m.includes(id) && t.includes(id)) || !b.includes(id)))

    const result = mergeOrder(b, m, t, members)

    expect(result.order.join('')).toBe(merged)
    expect(result.conflicts).toHaveLength(conflicts)
  })
})
