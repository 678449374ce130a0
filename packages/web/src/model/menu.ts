import type { Localized, MenuDocument, MenuEntry, ViewDocument } from '@tessera/metadata'
import type { ObjectModel } from './objects'

/** Level 3: leads to the records of an object, to one view of it, or to an address outside. */
export interface MenuItem {
  readonly id: string
  readonly label: Localized
  readonly icon: string
  readonly target:
    | { readonly type: 'object'; readonly object: string }
    | { readonly type: 'view'; readonly object: string; readonly view: string }
    | { readonly type: 'url'; readonly url: string }
}

/** Level 2: a heading with items; the label is undefined for items that stand alone. */
export interface MenuGroup {
  readonly id: string
  readonly label: Localized | undefined
  readonly items: readonly MenuItem[]
}

/** Level 1: one app in the top bar. */
export interface MenuApp {
  readonly key: string
  readonly label: Localized
  readonly icon: string
  readonly groups: readonly MenuGroup[]
}

interface Known {
  readonly objects: ReadonlyMap<string, ObjectModel>
  readonly views: readonly ViewDocument[]
}

const everything: Localized = { 'zh-CN': '全部模块', en: 'All modules' }
const platform: Localized = { 'zh-CN': '组织', en: 'Organisation' }

/**
 * The three-level menu of a person: the menu documents of their roles, else all modules in one app. An administrator without a menu of
 * their own has the widest one, and all modules beside it. Entries whose object or view is gone are left out here; the studio shows them.
 */
export function appsOf(menus: readonly MenuDocument[], roles: readonly string[], known: Known): readonly MenuApp[] {
  const own = menus.filter((menu) => menu.roles === undefined || menu.roles.some((role) => roles.includes(role)))
  const apps = own.flatMap((menu) => appsOfMenu(menu, known))
  if (apps.length > 0) return apps
  return roles.includes(administrator) ? [...widest(menus, known), ...allModules(known)] : allModules(known)
}

/** The modules that menus lead to, in their order, each with the first app that does. */
export function placesInMenus(apps: readonly MenuApp[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>()
  for (const { key, groups } of apps)
    for (const { target } of groups.flatMap(({ items }) => items))
      if (target.type !== 'url' && !places.has(target.object)) places.set(target.object, key)
  return places
}

const administrator = 'administrator'

const appsOfMenu = (menu: MenuDocument, known: Known): readonly MenuApp[] =>
  menu.entries.flatMap((entry, index) => appOf(menu, entry, index, known))

/** The apps of the menu that leads to most modules. */
function widest(menus: readonly MenuDocument[], known: Known): readonly MenuApp[] {
  const width = (apps: readonly MenuApp[]): number =>
    new Set(
      apps.flatMap(({ groups }) =>
        groups.flatMap(({ items }) => items.flatMap(({ target }) => (target.type === 'url' ? [] : [target.object]))),
      ),
    ).size
  return menus
    .map((menu) => appsOfMenu(menu, known))
    .reduce<readonly MenuApp[]>((most, apps) => (width(apps) > width(most) ? apps : most), [])
}

function allModules({ objects }: Known): readonly MenuApp[] {
  const items = (system: boolean): MenuItem[] =>
    [...objects.values()]
      .filter(({ isSystem, key }) => isSystem === system && key !== 'task')
      .map(({ key, label, icon }) => ({ id: key, label, icon, target: { type: 'object', object: key } }))
  const groups: MenuGroup[] = [
    { id: 'own', label: undefined, items: items(false) },
    { id: 'system', label: platform, items: items(true) },
  ]
  const filled = groups.filter(({ items: found }) => found.length > 0)
  return [{ key: 'all', label: everything, icon: 'layout-grid', groups: filled }]
}

function appOf(menu: MenuDocument, entry: MenuEntry, index: number, known: Known): MenuApp[] {
  const key = entry.id ?? `${menu.key}-${index}`
  const children = entry.entries ?? []
  const loose = children.flatMap((child) => itemOf(child, known))
  const headed = children.flatMap((child): MenuGroup[] => {
    const items = (child.entries ?? []).flatMap((grandchild) => itemOf(grandchild, known))
    return items.length === 0 ? [] : [{ id: child.id ?? `${key}-${items[0]?.id}`, label: child.label, items }]
  })
  const self = itemOf(entry, known)
  const groups = [...(loose.length > 0 ? [{ id: key, label: undefined, items: loose }] : []), ...headed]
  const shown = groups.length > 0 ? groups : self.length > 0 ? [{ id: key, label: undefined, items: self }] : []
  return shown.length === 0
    ? []
    : [{ key, label: entry.label ?? self[0]?.label ?? menu.label, icon: entry.icon ?? 'layout-grid', groups: shown }]
}

function itemOf(entry: MenuEntry, { objects, views }: Known): MenuItem[] {
  const id = entry.id ?? entry.view ?? entry.object ?? entry.url ?? ''
  if (entry.url !== undefined) {
    return [
      {
        id,
        label: entry.label ?? entry.url,
        icon: entry.icon ?? 'external-link',
        target: { type: 'url', url: entry.url },
      },
    ]
  }
  const view = entry.view === undefined ? undefined : views.find(({ key }) => key === entry.view)
  const object = objects.get(view?.object ?? entry.object ?? '')
  if (object === undefined || (entry.view !== undefined && view === undefined)) return []
  const icon = entry.icon ?? object.icon
  return view === undefined
    ? [{ id, label: entry.label ?? object.label, icon, target: { type: 'object', object: object.key } }]
    : [{ id, label: entry.label ?? view.label, icon, target: { type: 'view', object: object.key, view: view.key } }]
}

/** The first app that leads to an object, for addresses that name none. */
export function appWithObject(apps: readonly MenuApp[], object: string): MenuApp | undefined {
  const leads = ({ target }: MenuItem): boolean => target.type !== 'url' && target.object === object
  return apps.find(({ groups }) => groups.some(({ items }) => items.some(leads)))
}
