import type { WireValue } from '@tessera/formula'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { Draft } from './draft.js'

/** Ids of a field that links records, as drafts hold them. */
export const linkedIds = (value: WireValue | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : []

/**
 * A value as the draft will keep it: links are in the order they were made, so those that stay come first, as they are, and new
 * ones follow in the order they were sent. Other values stay what they are.
 */
export function inKeptOrder(object: CatalogObject, { before }: Draft, field: string, value: WireValue): WireValue {
  if (object.fieldsById.get(field)?.links === undefined) return value
  const wanted = new Set(linkedIds(value))
  const kept = linkedIds(before.get(field)).filter((id) => wanted.has(id))
  const known = new Set(kept)
  const ids = [...kept, ...[...wanted].filter((id) => !known.has(id))]
  return ids.length === 0 ? null : ids
}

/** Which records a draft links with that it was not linked with before, and which no longer. */
export function linkChanges(
  { before, after }: Pick<Draft, 'before' | 'after'>,
  { id }: CatalogField,
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  const [was, is] = [linkedIds(before.get(id)), linkedIds(after.get(id))]
  const [old, now] = [new Set(was), new Set(is)]
  return { added: is.filter((one) => !old.has(one)), removed: was.filter((one) => !now.has(one)) }
}
