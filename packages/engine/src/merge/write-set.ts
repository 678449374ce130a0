import { AppError } from '@tessera/metadata'
import type { CatalogObject } from '../catalog/catalog.js'
import { newDraft } from '../records/draft.js'
import type { Draft, Values } from '../records/draft.js'
import { markOverlaps } from '../records/overlaps.js'
import { refuse } from '../records/parse-values.js'
import type { StoredRow } from '../records/read-rows.js'
import { rowChange } from '../records/row-change.js'
import type { RowChange } from '../records/row-change.js'
import { duplicateError, violatedUnique } from '../records/unique-conflicts.js'
import { writeLinks } from '../records/write-links.js'
import { writeDrafts } from '../records/write-rows.js'
import type { WriteSession } from '../records/write-session.js'

/** A draft that leaves a locked row as `after` says, past rules and defaults. */
export function draftOf(op: 'change' | 'delete' | 'restore', row: StoredRow, after: Values = row.values): Draft {
  const draft = newDraft({ op, place: '', index: 0, id: row.id, ifVersion: undefined, sent: new Map() })
  draft.before = row.values
  draft.version = row.version
  draft.after = after
  return draft
}

/**
 * Writes drafts of one operation, all or nothing, and gives what they change.
 * Errors: record.duplicate, record.overlaps, request.busy.
 */
export async function writeSet(
  session: WriteSession,
  object: CatalogObject,
  op: 'change' | 'delete' | 'restore',
  drafts: readonly Draft[],
  recordedAs?: 'merge',
): Promise<RowChange[]> {
  if (drafts.length === 0) return []
  if (object.noOverlap.length > 0 && (await markOverlaps(session, object, drafts))) {
    const errors = drafts.flatMap(({ problems }) => problems)
    const isOverlap = errors.every(({ code }) => code === 'record.overlaps')
    throw isOverlap ? new AppError('record.overlaps', {}).with({ errors }) : refuse(errors, false)
  }
  try {
    const written = await writeDrafts(session, object, op, drafts, recordedAs)
    if (written.size < drafts.length) throw new AppError('request.busy')
    if (op === 'change') await writeLinks(session, object, drafts)
  } catch (error) {
    const unique = violatedUnique(object, error)
    throw unique === undefined ? error : duplicateError(unique)
  }
  return drafts.map((draft) => rowChange(object, draft))
}
