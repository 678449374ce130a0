import type { ViewDocument } from '@tessera/metadata'
import { labelOf } from '@/app/i18n'
import type { ObjectModel } from '@/model/objects'
import { defaultFields } from '../columns/columns'
import { t } from '../texts'
import type { PersonalView } from './personal-views'
import { stateOfDocument, type ViewState } from './view-state'

/** The view that every module has without anybody making it. */
export const ALL = '~all'

export interface ViewTab {
  /** As in addresses: `~all`, the key of a document, or the id of a personal view. */
  readonly id: string
  readonly kind: 'system' | 'shared' | 'personal'
  readonly label: string
  /** As it was saved. */
  readonly base: ViewState
  readonly document?: ViewDocument
  readonly personal?: PersonalView
}

/**
 * The views of a module for one person: published tables, then their own, then «all» unless a published table shows all
 * records already.
 */
export function viewTabs(
  object: ObjectModel,
  views: readonly ViewDocument[],
  personal: readonly PersonalView[],
): readonly ViewTab[] {
  const shared = views
    .filter((view) => view.object === object.key && view.type === 'table')
    .map((document): ViewTab => ({
      id: document.key,
      kind: 'shared',
      label: labelOf(document.label, document.key),
      base: stateOfDocument(document),
      document,
    }))
  const own = personal.map((view): ViewTab => ({
    id: view.id,
    kind: 'personal',
    label: view.name,
    base: view.state,
    personal: view,
  }))
  const isAllThere = shared.some(({ base }) => base.filter === undefined)
  const all: ViewTab = { id: ALL, kind: 'system', label: t('all'), base: everything(object) }
  return isAllThere
    ? [...shared, ...own]
    : [...(shared.length === 0 ? [all] : []), ...shared, ...own, ...(shared.length > 0 ? [all] : [])]
}

function everything(object: ObjectModel): ViewState {
  return { fields: defaultFields(object), widths: {}, filter: undefined, sort: [] }
}
