import type { ViewDocument } from '@tessera/metadata'
import { tokensOf } from '../filter/tokens'

/** How a person looks at a list: what a view keeps. */
export interface ViewState {
  /** Paths of the columns, in order. */
  readonly fields: readonly string[]
  /** Widths people chose, px by path. */
  readonly widths: Readonly<Record<string, number>>
  /** The filter as a formula; undefined: all. */
  readonly filter: string | undefined
  /** Paths, `-` in front for descending; at most 5. */
  readonly sort: readonly string[]
}

export const mostSorts = 5
export const narrowestColumn = 64
export const widestColumn = 640

export function isSameState(one: ViewState, other: ViewState): boolean {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other))
}

function canonical({ fields, widths, filter, sort }: ViewState): unknown {
  const known = Object.entries(widths).filter(([path]) => fields.includes(path))
  return [fields, known.sort(([a], [b]) => (a < b ? -1 : 1)), filter ?? null, sort]
}

/** What a published view shows. */
export function stateOfDocument(view: ViewDocument): ViewState {
  const { widths } = view.options ?? {}
  return { fields: view.fields, widths: widthsOf(widths), filter: view.filter, sort: view.sort ?? [] }
}

function widthsOf(widths: unknown): Readonly<Record<string, number>> {
  if (typeof widths !== 'object' || widths === null) return {}
  return Object.fromEntries(
    Object.entries(widths).flatMap(([path, width]) => (typeof width === 'number' ? [[path, clampWidth(width)]] : [])),
  )
}

export const clampWidth = (width: number): number =>
  Math.round(Math.min(widestColumn, Math.max(narrowestColumn, width)))

/** The state as the document of a view; what else the document says stays. Deleted fields cannot be published and go. */
export function documentOfState(view: Omit<ViewDocument, 'fields'>, state: ViewState): ViewDocument {
  const { filter: _filter, sort: _sort, options, ...rest } = view
  const fields = state.fields.filter((path) => !isDeletedPath(path))
  const sort = state.sort.filter((path) => !isDeletedPath(path))
  const widths = Object.fromEntries(Object.entries(state.widths).filter(([path]) => fields.includes(path)))
  const { widths: _widths, ...otherOptions } = options ?? {}
  const nextOptions = Object.keys(widths).length === 0 ? otherOptions : { ...otherOptions, widths }
  return {
    ...rest,
    fields,
    ...(state.filter === undefined ? {} : { filter: state.filter }),
    ...(sort.length === 0 ? {} : { sort }),
    ...(Object.keys(nextOptions).length === 0 ? {} : { options: nextOptions }),
  }
}

/** A path the server printed for a field that is gone. */
export const isDeletedPath = (path: string): boolean => path.includes('#deleted(')

/** The label of a field that is gone, as the server printed it. */
export const deletedLabel = (path: string): string => /#deleted\(([^()]*)\)/.exec(path)?.[1] ?? path

export const sortPath = (sort: string): string => sort.replace(/^-/, '')
export const isDescending = (sort: string): boolean => sort.startsWith('-')

/** A click on a header: ascending, descending, as the view had it. Only one field sorts then. */
export function nextSort(sort: readonly string[], path: string): readonly string[] {
  if (sort[0] === path) return [`-${path}`]
  if (sort[0] === `-${path}`) return []
  return [path]
}

/** A field's key changed since the state was kept: the new one in columns, widths, sort and filter. */
export function renamed(state: ViewState, keys: ReadonlyMap<string, string>): ViewState {
  if (keys.size === 0) return state
  const rename = (path: string): string => {
    const [head = '', ...rest] = path.split('.')
    return [keys.get(head) ?? head, ...rest].join('.')
  }
  return {
    fields: state.fields.map(rename),
    widths: Object.fromEntries(Object.entries(state.widths).map(([path, width]) => [rename(path), width])),
    filter: state.filter === undefined ? undefined : renamedFormula(state.filter, rename),
    sort: state.sort.map((path) => (isDescending(path) ? `-${rename(sortPath(path))}` : rename(path))),
  }
}

function renamedFormula(formula: string, rename: (path: string) => string): string {
  const tokens = tokensOf(formula) ?? []
  let text = formula
  for (const [index, token] of [...tokens.entries()].reverse()) {
    const isCall = tokens[index + 1]?.value === '(' && tokens[index + 1]?.kind === 'symbol'
    if (token.kind !== 'path' || isCall) continue
    text = text.slice(0, token.start) + rename(token.value) + text.slice(token.end)
  }
  return text
}
