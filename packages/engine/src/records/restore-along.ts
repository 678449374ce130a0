import { AppError } from '@tessera/metadata'
import { definerAccess } from '../access/access.js'
import { checkDrafts } from './check-drafts.js'
import { newDraft } from './draft.js'
import type { ReturningGroup } from './returning.js'
import { rowChange } from './row-change.js'
import type { RowChange } from './row-change.js'
import { duplicateError, violatedUnique } from './unique-conflicts.js'
import { writeDrafts } from './write-rows.js'
import type { WriteSession } from './write-session.js'

/**
 * Restores them, once those above are there again; the same checks count as for a restore of their own.
 * Errors: record.invalid with what keeps one of them out, record.duplicate.
 */
export async function restoreAlong(session: WriteSession, groups: readonly ReturningGroup[]): Promise<RowChange[]> {
  const changes: RowChange[] = []
  const coming = new Set(groups.flatMap(({ ids }) => ids))
  for (const { object, ids } of groups) {
    const drafts = ids.map((id) =>
      newDraft({ op: 'restore', place: '', index: 0, id, ifVersion: undefined, sent: new Map() }),
    )
    await checkDrafts(session, object, definerAccess, drafts, coming)
    const problems = drafts.flatMap((draft) => draft.problems)
    if (problems.length > 0) throw new AppError('record.invalid', { count: problems.length }).with({ errors: problems })
    try {
      const written = await writeDrafts(session, object, 'restore', drafts)
      if (written.size < drafts.length) throw new AppError('request.busy')
    } catch (error) {
      const unique = violatedUnique(object, error)
      throw unique === undefined ? error : duplicateError(unique)
    }
    changes.push(...drafts.map((draft) => rowChange(object, draft)))
  }
  return changes
}
