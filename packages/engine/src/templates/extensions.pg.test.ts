import { expect, test } from '@jest/globals'
import type { WireDocument } from '@tessera/metadata'
import { testAdmin, withEngine } from '../engine.testing.js'
import { carryOut, configurationText, templatePackage } from './sales.testing.js'

const text = (key: string) => ({ key, type: 'text', label: key })
const object = (key: string, ...fields: readonly string[]) => ({
  kind: 'object',
  key,
  label: key,
  fields: fields.map(text),
})

const base = templatePackage('base', '1.0.0', [
  object('account', 'name'),
  {
    kind: 'role',
    key: 'seller',
    label: '销售',
    grants: [
      { object: 'account', actions: ['read'] },
      { object: 'account', actions: ['change'], rows: 'owner = me' },
    ],
  },
  { kind: 'menu', key: 'sales', label: '销售', entries: [{ object: 'account' }] },
])

/** A line of business on top of it: fields, grants and entries of its own. */
const above = templatePackage(
  'above',
  '1.0.0',
  [
    object('order', 'number'),
    object('account', 'taxNumber'),
    {
      kind: 'role',
      key: 'seller',
      label: '销售',
      grants: [
        { object: 'order', actions: ['read', 'create'] },
        { object: 'account', actions: ['delete'], rows: 'taxNumber = blank' },
      ],
    },
    { kind: 'menu', key: 'sales', label: '销售', entries: [{ object: 'order' }] },
  ],
  { needs: [{ key: 'base', version: '1.0.0' }] },
)

test('a template adds to lists without keys of a template it needs: nothing of either is lost, and it goes without a trace', () =>
  withEngine('template_extensions', [], async ({ engine, pool }) => {
    await carryOut(engine, { action: 'install', package: base })
    const before = await configurationText(pool)
    await carryOut(engine, { action: 'install', package: above })
    const { documents } = await engine.documents.list(testAdmin, {})
    const find = (kind: string, key: string): WireDocument | undefined =>
      documents.find((document) => document.kind === kind && document.key === key)

    expect(find('object', 'account')).toMatchObject({ fields: [{ key: 'name' }, { key: 'taxNumber' }] })
    expect(find('menu', 'sales')).toMatchObject({ entries: [{ object: 'account' }, { object: 'order' }] })
    expect(find('role', 'seller')).toMatchObject({
      grants: [
        { object: 'account', actions: ['read'] },
        { object: 'account', actions: ['change'], rows: 'owner = me' },
        { object: 'order', actions: ['read', 'create'] },
        { object: 'account', actions: ['delete'], rows: 'taxNumber = blank' },
      ],
    })

    await carryOut(engine, { action: 'uninstall', key: 'above' })
    expect(await configurationText(pool)).toBe(before)
  }))
