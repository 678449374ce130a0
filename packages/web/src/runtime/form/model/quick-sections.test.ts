import { describe, expect, test } from '@jest/globals'
import type { LayoutDocument, ObjectDocument } from '@tessera/metadata'
import { objectModel } from '@/model/objects'
import { draftPlaceOf } from '@/runtime/quick/draft-place'
import { quickSections, wholeSections } from './quick-sections'

const text = (key: string, required = false): object => ({ key, type: 'text', label: key, required })
const contact = objectModel({
  kind: 'object',
  key: 'contact',
  label: 'contact',
  titleField: 'name',
  fields: [
    text('name'),
    { key: 'account', type: 'lookup', label: 'account', target: 'account' },
    ...['a', 'b', 'c', 'd', 'e'].map((key) => text(key)),
    text('code', true),
    { key: 'sum', type: 'formula', label: 'sum', formula: '1' },
  ],
} as unknown as ObjectDocument)
const layout = (variant: LayoutDocument['variant'], keys: readonly string[]): LayoutDocument =>
  ({
    kind: 'layout',
    key: variant,
    object: 'contact',
    variant,
    sections: [{ label: 'S', columns: 3, items: keys.map((field) => ({ field, span: 2 })) }],
  }) as unknown as LayoutDocument
const keys = (sections: ReturnType<typeof quickSections>): readonly string[] =>
  sections.flatMap(({ items }) => items.map(({ field }) => field.key))

describe('a quick form', () => {
  test('asks six things of a form nobody laid out, and never leaves out what is required', () => {
    expect(keys(quickSections([], contact))).toEqual(['name', 'code', 'account', 'a', 'b', 'c'])
  })

  test('is what was laid out for it, in one column without headings', () => {
    const [section] = quickSections([layout('form', ['a', 'b']), layout('quickForm', ['b', 'name'])], contact)

    expect(section).toMatchObject({ columns: 1, label: undefined })
    expect(section?.items.map(({ field, span }) => [field.key, span])).toEqual([
      ['b', 1],
      ['name', 1],
    ])
  })

  test('follows the order of the form where there is one, and leaves out what nobody fills in', () => {
    expect(keys(quickSections([layout('form', ['e', 'sum', 'name'])], contact))).toEqual(['e', 'name'])
  })

  test('opens into the whole form', () => {
    expect(keys(wholeSections([layout('quickForm', ['name'])], contact))).toContain('e')
  })
})

test('the draft of a quick form is kept apart for each record it belongs to', () => {
  expect(draftPlaceOf(contact, { name: '王' })).toBeUndefined()
  expect(draftPlaceOf(contact, { account: 'a1', name: '王' })).toBe('new&account=a1')
  expect(draftPlaceOf(contact, { account: 'a2' })).not.toBe(draftPlaceOf(contact, { account: 'a1' }))
})
