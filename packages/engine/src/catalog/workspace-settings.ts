import type { Locale, StoredDocument, WireDocument } from '@tessera/metadata'
import type { CatalogWorkspace } from './catalog.js'

type Settings = Pick<CatalogWorkspace, 'title' | 'timeZone' | 'calendar'>

/** What the setting documents say; until they are published, what a workspace starts with. */
export function workspaceSettings(documents: Iterable<StoredDocument>, workspaceKey: string): Settings {
  const settings = new Map(
    [...documents].filter(({ kind }) => kind === 'setting').map((document) => [document.key, document]),
  )
  const workspace = settings.get('workspace') as Partial<{ title: string; timeZone: string }> | undefined
  const calendar = settings.get('calendar') as Partial<Settings['calendar']> | undefined
  return {
    title: workspace?.title ?? workspaceKey,
    timeZone: workspace?.timeZone ?? 'Asia/Shanghai',
    calendar: {
      weekend: calendar?.weekend ?? [6, 7],
      holidays: calendar?.holidays ?? [],
      workdays: calendar?.workdays ?? [],
    },
  }
}

/** The setting documents of a new workspace. */
export function settingDocuments(start: { title: string; timeZone: string; locale: Locale }): readonly WireDocument[] {
  return [
    { kind: 'setting', key: 'workspace', ...start, currency: 'CNY' },
    { kind: 'setting', key: 'calendar', weekend: [6, 7], holidays: [], workdays: [] },
  ]
}
