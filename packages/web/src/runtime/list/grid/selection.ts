/** Which records are ticked. Immutable; `anchor` is where a range begins. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  readonly anchor: string | undefined
}

export const nothingSelected: Selection = { ids: new Set(), anchor: undefined }

/** The most records one action may take, as many as a batch of the API. */
export const mostSelected = 10_000

/** Ticks or unticks one; a range then begins there. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** Ticks everything between the anchor and a record, in the order of the list. Without an anchor only the record. */
export function extended(selection: Selection, id: string, order: readonly string[]): Selection {
  const from = selection.anchor === undefined ? -1 : order.indexOf(selection.anchor)
  const to = order.indexOf(id)
  if (from === -1 || to === -1) return { ids: new Set([...selection.ids, id]), anchor: id }
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor }
}

export function selectedAll(order: readonly string[]): Selection {
  return { ids: new Set(order.slice(0, mostSelected)), anchor: order[0] }
}

/** Without records that are gone. */
export function without(selection: Selection, gone: ReadonlySet<string>): Selection {
  if (![...gone].some((id) => selection.ids.has(id))) return selection
  const ids = new Set([...selection.ids].filter((id) => !gone.has(id)))
  const { anchor } = selection
  return { ids, anchor: anchor !== undefined && gone.has(anchor) ? undefined : anchor }
}
