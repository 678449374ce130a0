import type { RouteLocationRaw } from 'vue-router'
import type { FilterGroup } from '../filter/filter-model'
import type { ViewState } from '../views/view-state'
import type { Loaded } from './use-records'

/** Which list it is: a view of an object, as it is or narrowed by the filter that a link brought along. */
export interface ListPlace {
  readonly object: string
  readonly view: string
  /** The formula behind `?filter=` of the address. */
  readonly filter: string | undefined
}

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
let latest: ListPlace | undefined

const nameOf = ({ object, view, filter }: ListPlace): string => JSON.stringify([object, view, filter])

/** Keeps what a list showed when it was left; the oldest of more than six is forgotten. */
export function remember(place: ListPlace, list: Remembered): void {
  const name = nameOf(place)
  lists.delete(name)
  lists.set(name, list)
  latest = place
  for (const old of lists.keys()) {
    if (lists.size <= most) break
    lists.delete(old)
  }
}

export function remembered(place: ListPlace): Remembered | undefined {
  return lists.get(nameOf(place))
}

/** The way back from a record to the list of its object: the one that was left last, else the first view. */
export function wayBackToList(app: string, object: string): RouteLocationRaw {
  if (latest?.object !== object) return { name: 'object.list', params: { app, object } }
  const { view, filter } = latest
  return { name: 'object.view', params: { app, object, view }, query: filter === undefined ? {} : { filter } }
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
  const rows = lists.get(nameOf(latest))?.loaded.rows ?? []
  const at = rows.findIndex((row) => row.id === id)
  if (at === -1) return undefined
  return { previous: rows[at - 1]?.id, next: rows[at + 1]?.id, place: at + 1, loaded: rows.length }
}
