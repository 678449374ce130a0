import type { TemplateDetail } from '@tessera/metadata'
import type { MenuApp, MenuItem } from '@/model/menu'

/** Where a template is opened: the app, and of it the first list of one of the template's modules. */
export interface Opening {
  readonly app: string
  readonly item: MenuItem | undefined
}

/**
 * The place in somebody's menu that a template leads to: the view it opens with, else the first item of one of its modules. Undefined
 * when the menu leads nowhere into it.
 */
export function openingOf(
  apps: readonly MenuApp[],
  { documents, opens }: Pick<TemplateDetail, 'documents' | 'opens'>,
): Opening | undefined {
  const modules = new Set(documents.filter(({ kind }) => kind === 'object').map(({ key }) => key))
  const isFirst = ({ target }: MenuItem): boolean => target.type === 'view' && target.view === opens
  const isIn = ({ target }: MenuItem): boolean => target.type !== 'url' && modules.has(target.object)
  for (const leads of [isFirst, isIn])
    for (const { key, groups } of apps) {
      const item = groups.flatMap(({ items }) => items).find(leads)
      if (item !== undefined) return { app: key, item }
    }
  return undefined
}
