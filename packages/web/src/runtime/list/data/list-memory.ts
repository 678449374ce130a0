import type { FilterGroup } from '../filter/filter-model'
import type { ViewState } from '../views/view-state'
import type { Loaded } from './use-records'

/** What a person left behind in a list: coming back shows it at once, at the same place. */
export interface Remembered {
  readonly state: ViewState
  readonly group: FilterGroup
  readonly search: string
  readonly loaded: Loaded
  readonly scrollTop: number
}

const most = 6
const lists = new Map<string, Remembered>()
let latest: { readonly object: string; readonly name: string } | undefined

const nameOf = (object: string, view: string): string => `${object}/${view}`

export function remember(object: string, view: string, list: Remembered): void {
  const name = nameOf(object, view)
  lists.delete(name)
  lists.set(name, list)
  latest = { object, name }
  for (const old of lists.keys()) {
    if (lists.size <= most) break
    lists.delete(old)
  }
}

export function remembered(object: string, view: string): Remembered | undefined {
  return lists.get(nameOf(object, view))
}

export interface Neighbours {
  readonly previous: string | undefined
  readonly next: string | undefined
  /** Counts from 1. */
  readonly place: number
  readonly loaded: number
}

/** Where a record stands in the list it was opened from, for «previous» and «next» on its page. */
export function neighboursOf(object: string, id: string): Neighbours | undefined {
  if (latest?.object !== object) return undefined
  const rows = lists.get(latest.name)?.loaded.rows ?? []
  const at = rows.findIndex((row) => row.id === id)
  if (at === -1) return undefined
  return { previous: rows[at - 1]?.id, next: rows[at + 1]?.id, place: at + 1, loaded: rows.length }
}
