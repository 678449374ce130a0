import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { execute, join, raw, slot, toStatement } from '../storage/statement.js'
import { changedFields } from './draft.js'
import type { Draft } from './draft.js'
import { columnOf, columnType } from './stored-fields.js'
import type { WriteSession } from './write-session.js'

/**
 * Blanks the unique values that drafts are about to change, so that records can exchange them: an index is checked row by
 * row, and of two records that swap, the first would collide with the second. Version, history and roll-ups know nothing of
 * this; the write that follows in the same transaction puts the new values in place.
 */
export async function releaseUnique(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<void> {
  const held = new Map<CatalogField, string[]>()
  for (const draft of drafts) {
    if (draft.op !== 'change') continue
    const changed = new Set(changedFields(draft))
    for (const unique of object.unique) {
      const field = unique.fields.find((each) => changed.has(each.id) && columnType(each) !== 'boolean')
      if (field !== undefined) held.set(field, [...(held.get(field) ?? []), draft.id])
    }
  }
  for (const [field, ids] of held) {
    const statement = toStatement(
      join([
        `UPDATE ${object.table} SET ${columnOf(field)} = NULL WHERE id = ANY(`,
        raw('?::uuid[]', [slot('ids') as never]),
        ')',
      ]),
    )
    await execute(session.db, statement, session.runtime, { ids })
  }
}
