import type { MenuApp, MenuItem } from '@/model/menu'

/** Where a template is opened: the app, and of it the first list of one of the template's modules. */
export interface Opening {
  readonly app: string
  readonly item: MenuItem | undefined
}

/**
 * The place in somebody's menu that a template's documents lead to: the first app with an item of one of its modules. `documents`
 * are those of the template. Undefined when the menu leads nowhere into it.
 */
export function openingOf(
  apps: readonly MenuApp[],
  documents: readonly { readonly kind: string; readonly key: string }[],
): Opening | undefined {
  const modules = new Set(documents.filter(({ kind }) => kind === 'object').map(({ key }) => key))
  const leads = ({ target }: MenuItem): boolean => target.type !== 'url' && modules.has(target.object)
  for (const { key, groups } of apps) {
    const item = groups.flatMap(({ items }) => items).find(leads)
    if (item !== undefined) return { app: key, item }
  }
  return undefined
}
