import { expect, test } from '@jest/globals'
import type { MenuDocument } from '@tessera/metadata'
import { appsOf, placesInMenus } from './menu'
import type { ObjectModel } from './objects'

const object = (key: string): [string, ObjectModel] => [
  key,
  { key, label: key, icon: 'box', isSystem: false } as unknown as ObjectModel,
]
const known = { objects: new Map(['account', 'payment', 'invoice'].map(object)), views: [] }
const menu = (key: string, roles: string[] | undefined, objects: string[]): MenuDocument => ({
  kind: 'menu',
  key,
  label: key,
  ...(roles === undefined ? {} : { roles }),
  entries: [{ id: key, label: key, entries: objects.map((one) => ({ id: `${key}-${one}`, object: one })) }],
})
const menus = [menu('sales', ['sales'], ['account']), menu('finance', ['finance'], ['payment', 'invoice'])]

const keys = (roles: readonly string[], of = menus): readonly string[] => appsOf(of, roles, known).map(({ key }) => key)

test('people have the menus of their roles, and nothing else', () => {
  expect(keys(['sales'])).toEqual(['sales'])
  expect(keys(['sales', 'finance'])).toEqual(['sales', 'finance'])
})

test('an administrator without a menu has the widest one, and all modules beside it', () => {
  expect(keys(['administrator'])).toEqual(['finance', 'all'])
  expect(keys(['administrator', 'sales'])).toEqual(['sales'])
})

test('whoever has no menu has all modules in one app', () => {
  expect(keys(['service'])).toEqual(['all'])
  expect(keys(['administrator'], [])).toEqual(['all'])
})

test('entries whose object is gone are left out, and with them an app that is empty then', () => {
  expect(keys(['sales'], [menu('sales', ['sales'], ['gone'])])).toEqual(['all'])
})

test('modules stand in the order of the menus, each in the first app that leads to it', () => {
  const apps = appsOf([...menus, menu('both', undefined, ['invoice', 'account'])], ['finance'], known)

  expect([...placesInMenus(apps)]).toEqual([
    ['payment', 'finance'],
    ['invoice', 'finance'],
    ['account', 'both'],
  ])
})
