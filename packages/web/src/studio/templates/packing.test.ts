import { describe, expect, test } from '@jest/globals'
import type { WireDocument } from '@tessera/metadata'
import { packingOf } from './packing'

const object = (key: string, ...targets: readonly string[]): WireDocument => ({
  kind: 'object',
  key,
  label: key,
  fields: [
    { key: 'name', type: 'text', label: 'Name' },
    { key: 'owner', type: 'lookup', label: 'Owner', target: 'user' },
    ...targets.map((target) => ({ key: `to_${target}`, type: 'lookup', label: target, target })),
  ],
})
const documents = [
  object('account'),
  object('deal', 'account'),
  object('line', 'deal'),
  object('ticket', 'account'),
  { kind: 'view', key: 'deals', label: 'Deals', object: 'deal', fields: ['name'] },
  { kind: 'menu', key: 'main', label: 'Main', entries: [{ object: 'deal' }, { object: 'ticket' }] },
  { kind: 'role', key: 'everyone', label: 'Everyone', grants: [{ object: 'deal', actions: ['read'] }] },
  { kind: 'role', key: 'sales', label: 'Sales', grants: [{ object: 'deal', actions: ['read'] }] },
  { kind: 'setting', key: 'calendar' },
] as unknown as readonly WireDocument[]
const pack = (chosen: readonly string[], toggled: Readonly<Record<string, boolean>> = {}) =>
  packingOf(documents, new Set(chosen), new Map(Object.entries(toggled)), (key) => key !== 'user')
const names = (found: ReturnType<typeof pack>): readonly string[] =>
  found.documents.map(({ kind, key }) => `${kind}/${key}`)

describe('packing modules', () => {
  test('takes along what they stand on, over any distance, with the reason', () => {
    expect(Object.fromEntries(pack(['object/line']).modules)).toEqual({
      'object/line': undefined,
      'object/deal': { by: 'object/line' },
      'object/account': { by: 'object/deal' },
    })
  })

  test('takes along what is about them and nothing of what every workspace has of its own', () => {
    expect(names(pack(['object/deal']))).toEqual(['object/account', 'object/deal', 'view/deals', 'role/sales'])
  })

  test('leaves out what was left out', () => {
    expect(names(pack(['object/deal'], { 'role/sales': false }))).not.toContain('role/sales')
  })

  test('leaves out what refers to more, unless it is asked for: then that comes along', () => {
    const without = pack(['object/deal'])
    expect(without.along.find(({ name }) => name === 'menu/main')).toMatchObject({
      isIn: false,
      brings: ['object/ticket'],
    })
    const asked = pack(['object/deal'], { 'menu/main': true })
    expect(names(asked)).toEqual(expect.arrayContaining(['menu/main', 'object/ticket']))
    expect(asked.modules.get('object/ticket')).toEqual({ by: 'menu/main' })
  })

  test('packs nothing when nothing is chosen', () => {
    expect(pack([], { 'menu/main': true }).documents).toEqual([])
  })
})
