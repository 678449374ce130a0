import type { WireValue } from '@tessera/formula'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { sameValue } from './draft.js'
import type { Values } from './draft.js'
import { writtenFields } from './stored-fields.js'

/** What history keeps of one changed value: ids of field, options and records; keys, labels and titles are today's when read. */
export interface HistoryChange {
  readonly field: string
  readonly from: WireValue
  readonly to: WireValue
}

/** The changes of one record; roll-ups, housekeeping and since when it is in its stage are left out. */
export function historyChanges(object: CatalogObject, before: Values, after: Values): HistoryChange[] {
  return writtenFields(object).flatMap((field) => {
    if (object.stages.some(({ since }) => since === field)) return []
    const from = before.get(field.id) ?? null
    const to = after.get(field.id) ?? null
    return sameValue(from, to) ? [] : [{ field: field.id, from: keptValue(field, from), to: keptValue(field, to) }]
  })
}

/**
 * Options are kept by id: renaming one renames it in the past too, and a key that is used again means the new one. Values of encrypted
 * fields are kept sealed.
 */
export function keptValue(field: CatalogField, value: WireValue): WireValue {
  const { kind } = field.formulaType
  return kind === 'option' || kind === 'list' || field.encrypted ? field.server.toDatabase(value, field.context) : value
}

/** Nonce, tag and at least one byte between them. */
const sealedForm = /^v1\.[A-Za-z0-9_-]{8}\.[A-Za-z0-9_-]{39,}$/

/** A kept value of an encrypted field in wire form; a text from before the field was one stays as it is. */
export function openKept(field: CatalogField, kept: unknown): WireValue {
  const isSealed = typeof kept === 'string' && sealedForm.test(kept)
  return isSealed ? field.server.fromDatabase(kept, field.context) : ((kept ?? null) as WireValue)
}
