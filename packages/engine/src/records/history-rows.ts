import type { WireValue } from '@tessera/formula'
import type { Actor } from '../contract.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { sameValue } from './draft.js'
import type { Draft, Values } from './draft.js'
import { writtenFields } from './stored-fields.js'

/** What history keeps of one change: field ids and wire values, lookups as ids; titles and labels are today's at reading. */
export interface HistoryRow {
  readonly object: string
  readonly record: string
  readonly version: number
  readonly op: Draft['op'] | 'merge' | 'convert'
  readonly changes: readonly HistoryChange[]
}

export interface HistoryChange {
  readonly field: string
  readonly from: WireValue
  readonly to: WireValue
}

/** Columns of a history row as the statements take them. */
export interface Authorship {
  readonly at: string
  readonly by: string
  readonly through: string
}

/** Who and by which way, for history and the housekeeping columns. */
export function authorshipOf(actor: Actor, nowMs: number): Authorship {
  return { at: new Date(nowMs).toISOString(), by: actor.id, through: JSON.stringify(actor.through) }
}

/** The changes of one record, roll-ups and housekeeping left out. */
export function historyChanges(object: CatalogObject, before: Values, after: Values): HistoryChange[] {
  return writtenFields(object).flatMap((field) => {
    const from = before.get(field.id) ?? null
    const to = after.get(field.id) ?? null
    return sameValue(from, to) ? [] : [{ field: field.id, from, to }]
  })
}
