import { expect, test } from '@jest/globals'
import type { StoredDocument } from '@tessera/metadata'
import { withTemplateKeys } from './template-keys.js'

const object = (id: string, key: string, fields: readonly object[]): StoredDocument =>
  ({ kind: 'object', id, key, label: key, fields }) as unknown as StoredDocument

test('what came with a template is called as the template calls it, and what took its keys gives way', () => {
  const base = [
    object('o1', 'account', [
      { id: 'f1', key: 'name' },
      { id: 'f2', key: 'level', options: [{ id: 'a', key: 'gold' }] },
    ]),
  ]
  const today = new Map(
    [
      object('o2', 'account', [{ id: 'f9', key: 'name' }]),
      object('o1', 'account2', [
        { id: 'f3', key: 'name' },
        { id: 'f1', key: 'title' },
        {
          id: 'f2',
          key: 'rank',
          options: [
            { id: 'b', key: 'gold' },
            { id: 'a', key: 'aurum' },
          ],
        },
      ]),
    ].map((document) => [document.id, document]),
  )
  expect([...withTemplateKeys(today, base).values()]).toEqual([
    { ...object('o2', 'account', [{ id: 'f9', key: 'name' }]), key: 'account2' },
    {
      ...object('o1', 'account2', [
        { id: 'f3', key: 'name2' },
        { id: 'f1', key: 'name' },
        {
          id: 'f2',
          key: 'level',
          options: [
            { id: 'b', key: 'gold2' },
            { id: 'a', key: 'gold' },
          ],
        },
      ]),
      key: 'account',
    },
  ])
})

test('without a template nothing is renamed', () => {
  const today = new Map([['o1', object('o1', 'account', [{ id: 'f1', key: 'name' }])]])
  expect(withTemplateKeys(today, [])).toEqual(today)
})
