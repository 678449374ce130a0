import type { Access } from '../access/access.js'
import { readTitles } from '../query/read-titles.js'
import type { WriteSession } from '../records/write-session.js'
import type { ChildConflict } from './child-conflicts.js'

/** A conflict as somebody sees it. */
export interface SeenConflict {
  readonly conflict: ChildConflict
  /** Titles of the records they may read; undefined where they may not know what is in conflict. */
  readonly titles: ReadonlyMap<string, string | null> | undefined
}

/** Conflicts with what somebody may know of them: of an object, a field or a record out of their sight nothing is said. */
export function seenConflicts(
  { db, catalog, runtime }: WriteSession,
  access: Access,
  conflicts: readonly ChildConflict[],
): Promise<readonly SeenConflict[]> {
  return Promise.all(
    conflicts.map(async (conflict) => {
      const { child, unique, ids } = conflict
      const isKnown = access.sees(child) && unique.fields.every((field) => access.reads(field))
      const titles = isKnown ? await readTitles(db, catalog, access, child, ids, runtime) : undefined
      return { conflict, titles: titles?.size === 0 ? undefined : titles }
    }),
  )
}
