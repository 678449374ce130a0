import { AppError, makeFieldProblem } from '@tessera/metadata'
import type { ClientBase } from 'pg'
import type { Access } from '../access/access.js'
import { authorId } from '../access/actor.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { markRefusedFiles } from '../files/mark-refused-files.js'
import { noteHolders } from '../files/note-holders.js'
import { assignNumbers } from './auto-numbers.js'
import { changedFields, pathOf } from './draft.js'
import type { Draft } from './draft.js'
import { evaluateDrafts } from './evaluate-drafts.js'
import { dropDeadTargets, markMissingTargets } from './missing-targets.js'
import { propagate } from './propagate.js'
import { readRows } from './read-rows.js'
import { clearReferences, refuseReferenced } from './references.js'
import { releaseUnique } from './release-unique.js'
import type { RowChange } from './row-change.js'
import { matchTriggers } from '../workflows/match-triggers.js'
import type { NewRun } from '../workflows/pending-runs.js'
import { markDuplicates, violatedUnique } from './unique-conflicts.js'
import { writeDrafts } from './write-rows.js'
import type { WriteSession } from './write-session.js'

/**
 * The pipeline of a transaction, first half: lock → defaults → required → rules → lookups → files. Drafts come with what the writer
 * sent already parsed; nothing is written, and the ones that may not be get problems: the caller decides what that means.
 */
export async function checkDrafts(
  session: WriteSession,
  object: CatalogObject,
  access: Access,
  drafts: readonly Draft[],
): Promise<void> {
  await prepareDrafts(session, object, access, drafts)
  await dropDeadTargets(
    session,
    object,
    drafts.filter((draft) => isGood(draft) && draft.op === 'restore'),
  )
  await markMissingTargets(session, object, drafts.filter(isGood))
  await markRefusedFiles(session, object, access, drafts.filter(isGood))
  await refuseReferenced(session, object, drafts.filter(isGood))
}

async function prepareDrafts(
  session: WriteSession,
  object: CatalogObject,
  access: Access,
  drafts: readonly Draft[],
): Promise<void> {
  for (const [ops, lock] of [
    [['delete'], 'bin'],
    [['change', 'restore'], 'change'],
  ] as const) {
    const touching = drafts.filter((draft) => (ops as readonly string[]).includes(draft.op) && isThere(draft))
    if (touching.length === 0) continue
    const ids = touching.map((draft) => draft.id)
    const rows = await readRows(
      session.db,
      session.catalog,
      object,
      access,
      ids,
      { lock, deleted: true },
      session.runtime,
    )
    for (const draft of touching) {
      const row = rows.get(draft.id)
      const inBin = draft.op === 'restore'
      if (row === undefined || row.deleted !== inBin)
        draft.problems.push(makeFieldProblem(pathOf(draft, ''), 'record.not_found'))
      else takeBefore(draft, row)
    }
  }
  const world = {
    db: session.db,
    catalog: session.catalog,
    object,
    runtime: session.runtime,
    actorId: authorId(session.actor),
  }
  const computed = drafts.filter((draft) => isThere(draft) && isComputed(draft))
  await evaluateDrafts(world, computed)
  for (const draft of drafts) if (!isComputed(draft)) draft.after = new Map(draft.before)
}

const isComputed = ({ op }: Draft): boolean => op === 'create' || op === 'change'

/** Drafts with refused values are still judged, so that everything that is wrong is told at once; missing records are not. */
const isThere = ({ problems }: Draft): boolean =>
  problems.every(({ code }) => code !== 'record.not_found' && code !== 'record.changed')

function takeBefore(draft: Draft, row: { readonly version: number; readonly values: Draft['before'] }): void {
  draft.before = row.values
  draft.version = row.version
  if (draft.ifVersion !== undefined && draft.ifVersion !== row.version) {
    draft.problems.push(makeFieldProblem(pathOf(draft, ''), 'record.changed', { version: row.version }))
  }
}

export const isGood = (draft: Draft): boolean => draft.problems.length === 0

/** Drafts in the order their statements run: the bin first (it frees unique values), new records last. */
const writeOrder = ['delete', 'change', 'restore', 'create'] as const

/**
 * Second half: numbers → write (with history and events) → roll-ups → rules of parents → triggers of workflows, for the
 * drafts without problems.
 * On a unique violation the drafts at fault get their problem, nothing of this call stays, and it gives false; any other
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
  if (!goesOn && object.unique.length === 0) {
    session.runs.add(await writeNow(session, object, good, exchange))
    return true
  }
  const client = session.db as ClientBase
  await client.query('SAVEPOINT write')
  try {
    const runs = await writeNow(session, object, good, exchange)
    await client.query('RELEASE SAVEPOINT write')
    session.runs.add(runs)
    return true
  } catch (error) {
    const unique = violatedUnique(object, error)
    if (unique === undefined && !(error instanceof AppError)) throw error
    await client.query('ROLLBACK TO SAVEPOINT write')
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
  exchange: boolean,
): Promise<readonly NewRun[]> {
  if (exchange) await releaseUnique(session, object, good)
  await assignNumbers(session, object, good)
  const changes: RowChange[] = []
  for (const op of writeOrder) {
    const group = good.filter((draft) => draft.op === op)
    if (group.length === 0) continue
    if (op === 'delete') changes.push(...(await clearReferences(session, object, group)))
    const written = await writeDrafts(session, object, op, group)
    if (written.size < group.length) throw new AppError('request.busy')
    changes.push(...group.map((draft) => rowChange(object, draft)))
  }
  await noteHolders(session, object, good)
  const computed = await propagate(session, changes)
  return matchTriggers(session, [...changes, ...computed])
}

/** A change that changes nothing writes nothing: no version, no history, no event. */
export const isUnchanged = (draft: Draft): boolean => draft.op === 'change' && changedFields(draft).length === 0

/** What the write of a draft changes. */
export function rowChange(object: CatalogObject, draft: Draft): RowChange {
  return {
    object: object.id,
    id: draft.id,
    op: draft.op,
    version: draft.version + 1,
    before: draft.op === 'create' || draft.op === 'restore' ? null : draft.before,
    after: draft.op === 'delete' ? null : draft.after,
  }
}
