import { AppError } from '@tessera/metadata'
import type { ClientBase } from 'pg'
import type { CatalogObject } from '../catalog/catalog.js'
import { noteHolders } from '../files/note-holders.js'
import { assignNumbers } from './auto-numbers.js'
import { isGood } from './check-drafts.js'
import { changedFields } from './draft.js'
import type { Draft } from './draft.js'
import { changesOrganisation, noteOrganisation } from '../access/note-organisation.js'
import { asksAfterwards, judgeWritten } from './judge-rights.js'
import { judgeWithLines } from './line-rules.js'
import { markOverlaps } from './overlaps.js'
import { propagate } from './propagate.js'
import { releaseReferences } from './references.js'
import { leavingFirst } from './leaving-first.js'
import { releaseUnique } from './release-unique.js'
import { restoreAlong } from './restore-along.js'
import { returningWith } from './returning.js'
import { rowChange } from './row-change.js'
import type { RowChange } from './row-change.js'
import { matchTriggers } from '../workflows/match-triggers.js'
import type { NewRun } from '../workflows/pending-runs.js'
import { markDuplicates, unpublishedDuplicate, violatedUnique } from './unique-conflicts.js'
import { DetailsRefused, lookAtLines, writeDetails } from './write-details.js'
import { writeLinks } from './write-links.js'
import { writeDrafts } from './write-rows.js'
import type { WriteSession } from './write-session.js'

/** Drafts in the order their statements run: the bin first (it frees unique values), new records last. */
const writeOrder = ['delete', 'change', 'restore', 'create'] as const

/**
 * Second half: numbers → write (with history and events) → roll-ups → rules of parents → triggers of workflows, for the
 * drafts without problems.
 * On a unique violation, when periods overlap, and when lines of a draft may not be written, the drafts at fault get their problem, nothing of this call stays, and it gives false; any other
 * error leaves nothing either. Where nothing can violate anything and `goesOn` is false, that is left to the transaction: two
 * round trips less.
 *
 * @param goesOn the caller goes on with the transaction when this throws
 */
export async function writeGood(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
  goesOn: boolean,
  exchange = false,
): Promise<boolean> {
  const good = drafts.filter((draft) => isGood(draft) && !isUnchanged(draft))
  if (object.noOverlap.length > 0 && (await markOverlaps(session, object, good))) return false
  const withLines = drafts.filter((draft) => isGood(draft) && draft.details.length > 0)
  const isOpen = object.unique.length === 0 && withLines.length === 0 && !asksAfterwards(session.rights, object)
  if (!goesOn && isOpen) {
    session.runs.add(await writeNow(session, object, good, [], exchange))
    return true
  }
  const client = session.db as ClientBase
  await client.query('SAVEPOINT write')
  try {
    const runs = await writeNow(session, object, good, withLines, exchange)
    await client.query('RELEASE SAVEPOINT write')
    session.runs.add(runs)
    return true
  } catch (error) {
    const unique = violatedUnique(object, error)
    const isMarked = error instanceof DetailsRefused || error instanceof OutOfScope
    const isOurs = error instanceof AppError || isMarked
    if (unique === undefined && !isOurs) throw unpublishedDuplicate(error) ?? error
    await client.query('ROLLBACK TO SAVEPOINT write')
    if (isMarked) return false
    if (unique === undefined) throw error
    await markDuplicates(session, object, unique, good)
    if (!good.every(isGood)) return false
    // Nobody has the values but records of this very call: they exchange them.
    if (!exchange) return writeGood(session, object, drafts, goesOn, true)
    throw new AppError('request.busy').with({ cause: error })
  }
}

async function writeNow(
  session: WriteSession,
  object: CatalogObject,
  good: readonly Draft[],
  withLines: readonly Draft[],
  exchange: boolean,
): Promise<readonly NewRun[]> {
  await lookAtLines(session, withLines)
  if (exchange) await releaseUnique(session, object, good)
  await assignNumbers(session, object, good)
  const changes: RowChange[] = []
  for (const op of writeOrder) {
    const group = good.filter((draft) => draft.op === op)
    if (group.length === 0) continue
    if (op === 'delete') changes.push(...(await releaseReferences(session, object, group)))
    const returning = op === 'restore' ? await returningWith(session, object, group) : []
    for (const part of exchange && op === 'change' ? leavingFirst(session, object, group) : [group]) {
      const written = await writeDrafts(session, object, op, part)
      if (written.size < part.length) throw new AppError('request.busy')
    }
    if (op === 'create' || op === 'change') await writeLinks(session, object, group)
    changes.push(...group.map((draft) => rowChange(object, draft)))
    changes.push(...(await restoreAlong(session, returning)))
  }
  await noteHolders(session, object, good)
  const runs = await writeDetails(session, withLines, (own, child, lines) => writeGood(own, child, lines, true))
  const computed = await propagate(session, changes)
  if (await judgeWritten(session, object, good)) throw new OutOfScope()
  if (changesOrganisation(session.catalog, object)) await noteOrganisation(session)
  if (await judgeWithLines(session, object, withLines)) throw new DetailsRefused()
  return [...(await matchTriggers(session, [...changes, ...computed])), ...runs]
}

/** A written record is not where its writer may leave it; the drafts at fault have their problem. */
class OutOfScope extends Error {}

/** A change that changes nothing writes nothing: no version, no history, no event. */
export const isUnchanged = (draft: Draft): boolean => draft.op === 'change' && changedFields(draft).length === 0
