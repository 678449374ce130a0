import type { CatalogObject } from '../catalog/catalog.js'
import { countsFor } from './counts-for.js'
import type { Draft } from './draft.js'
import type { WriteSession } from './write-session.js'

/**
 * Changes in the order in which records hand on what only one may be, such as the main contact of a company: those that stop
 * counting for a uniqueness with a condition are written before the others. No part is empty.
 */
export function leavingFirst(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
): readonly (readonly Draft[])[] {
  const conditions = object.unique.flatMap(({ when }) => when ?? [])
  const leaves = (draft: Draft): boolean =>
    conditions.some(
      (when) =>
        countsFor(session, object, when, { ...draft, after: draft.before }) && !countsFor(session, object, when, draft),
    )
  const leaving = new Set(drafts.filter(leaves))
  return [[...leaving], drafts.filter((draft) => !leaving.has(draft))].filter((part) => part.length > 0)
}
