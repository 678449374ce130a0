import type { ObjectModel } from '@/model/objects'
import { renamed, type ViewState } from './view-state'

/** A view one person keeps for themselves, in this browser. */
export interface PersonalView {
  /** Begins with `~`, which no key of a document does. */
  readonly id: string
  readonly name: string
  readonly state: ViewState
  /** Ids of the fields by the keys they had: a key may change, an id does not. */
  readonly ids: Readonly<Record<string, string>>
}

const place = (user: string, object: ObjectModel): string => `tessera.views.${user}.${object.id}`

/** The views of a person for a module; what cannot be read is no view. */
export function readPersonalViews(storage: Storage, user: string, object: ObjectModel): readonly PersonalView[] {
  try {
    const views: unknown = JSON.parse(storage.getItem(place(user, object)) ?? '[]')
    return Array.isArray(views) ? views.filter(isPersonalView).map((view) => current(view, object)) : []
  } catch {
    return []
  }
}

export function writePersonalViews(
  storage: Storage,
  user: string,
  object: ObjectModel,
  views: readonly PersonalView[],
): void {
  storage.setItem(place(user, object), JSON.stringify(views))
}

/** A view of today, with the ids of the fields it names. */
export function personalView(id: string, name: string, state: ViewState, object: ObjectModel): PersonalView {
  return { id, name, state, ids: Object.fromEntries(object.fields.map((field) => [field.key, field.id])) }
}

function current(view: PersonalView, object: ObjectModel): PersonalView {
  const keys = new Map<string, string>()
  const keyOfId = new Map(object.fields.map((field) => [field.id, field.key]))
  for (const [key, id] of Object.entries(view.ids)) {
    const today = keyOfId.get(id)
    if (today !== undefined && today !== key) keys.set(key, today)
  }
  return { ...view, state: renamed(view.state, keys) }
}

function isPersonalView(view: unknown): view is PersonalView {
  if (typeof view !== 'object' || view === null) return false
  const { id, name, state, ids } = view as Partial<PersonalView>
  return (
    typeof id === 'string' &&
    id.startsWith('~') &&
    typeof name === 'string' &&
    typeof ids === 'object' &&
    typeof state === 'object' &&
    Array.isArray(state?.fields) &&
    Array.isArray(state.sort) &&
    typeof state.widths === 'object'
  )
}
