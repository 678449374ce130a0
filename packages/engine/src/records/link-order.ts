import type { WireValue } from '@tessera/formula'
import { makeFieldProblem } from '@tessera/metadata'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { linkingFields } from '../catalog/link-table.js'
import { pathOf } from './draft.js'
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
  const wanted = wantedIds(linkedIds(before.get(field)), value)
  const kept = linkedIds(before.get(field)).filter((id) => wanted.has(id))
  const known = new Set(kept)
  const ids = [...kept, ...[...wanted].filter((id) => !known.has(id))]
  return ids.length === 0 ? null : ids
}

/** All that is wanted: what was sent, or what there is with what was added and without what was taken away. */
function wantedIds(had: readonly string[], value: WireValue): ReadonlySet<string> {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return new Set(linkedIds(value))
  const { add = [], remove = [] } = value as unknown as { add?: readonly string[]; remove?: readonly string[] }
  const gone = new Set(remove)
  return new Set([...had.filter((id) => !gone.has(id)), ...add])
}

/** `field.too_many` where a draft links with more than a record may have, and with more than it had. */
export function refuseTooMany(object: CatalogObject, draft: Draft): void {
  for (const { field } of linkingFields(object)) {
    const [count, had] = [linkedIds(draft.after.get(field.id)).length, linkedIds(draft.before.get(field.id)).length]
    const max = field.definition.mostLinks ?? 0
    if (count > max && count > had)
      draft.problems.push(
        makeFieldProblem(pathOf(draft, field.key), 'field.too_many', { label: field.label, max, count }),
      )
  }
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
