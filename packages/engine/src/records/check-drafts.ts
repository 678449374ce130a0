import { makeFieldProblem } from '@tessera/metadata'
import type { ClientBase } from 'pg'
import { definerAccess } from '../access/access.js'
import type { Access } from '../access/access.js'
import { authorId } from '../access/actor.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { refuseDuplicates } from '../duplicates/refuse-duplicates.js'
import { markRefusedFiles } from '../files/mark-refused-files.js'
import { pathOf } from './draft.js'
import type { Draft } from './draft.js'
import { evaluateDrafts } from './evaluate-drafts.js'
import { markHiddenTargets } from './hidden-targets.js'
import { dropDeadTargets, markMissingTargets } from './missing-targets.js'
import { keepUnseenLinks } from './keep-unseen.js'
import { judgeOwners, judgeTouch } from './judge-rights.js'
import { readRows } from './read-rows.js'
import type { StoredRow } from './read-rows.js'
import { refuseReferenced } from './references.js'
import { comingBack } from './returning.js'
import { lockTree, refuseTreeFaults } from './refuse-tree-faults.js'
import type { WriteSession } from './write-session.js'

/**
 * The pipeline of a transaction, first half: lock → defaults → required → rules → lookups → trees → files → duplicates. Drafts come with
 * what the writer sent already parsed; nothing is written, and the ones that may not be get problems: the caller decides what that means.
 * `coming`: records that come back from the bin with these, where they are part of more.
 */
export async function checkDrafts(
  session: WriteSession,
  object: CatalogObject,
  access: Access,
  drafts: readonly Draft[],
  coming?: ReadonlySet<string>,
): Promise<void> {
  await lockTree(session, object, drafts)
  await prepareDrafts(session, object, access, drafts)
  const restored = drafts.filter((draft) => isGood(draft) && draft.op === 'restore')
  await dropDeadTargets(session, object, restored, coming ?? (await comingBack(session, object, restored)))
  await markHiddenTargets(session, object, access, drafts.filter(isGood))
  await markMissingTargets(session, object, drafts.filter(isGood))
  await refuseTreeFaults(session, object, access, drafts.filter(isGood))
  await markRefusedFiles(session, object, access, drafts.filter(isGood))
  await refuseReferenced(session, object, drafts.filter(isGood))
  if (session.acceptsDuplicates !== true)
    await refuseDuplicates({ ...session, db: session.db as ClientBase }, object, access, drafts)
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
    const { db, catalog, runtime } = session
    const read = (by: Access, some: readonly Draft[]): Promise<ReadonlyMap<string, StoredRow>> => {
      const ids = some.map(({ id }) => id)
      return readRows(db, catalog, object, by, ids, { lock, deleted: true }, runtime)
    }
    // Lines were looked at before their record was written, and may be out of sight since.
    const [held, others] = [touching.filter(wasHeld), touching.filter((draft) => !wasHeld(draft))]
    const rows = new Map([
      ...(held.length === 0 ? [] : await read(definerAccess, held)),
      ...(others.length === 0 ? [] : await read(access, others)),
    ])
    for (const draft of touching) {
      const row = rows.get(draft.id)
      const inBin = draft.op === 'restore'
      if (row === undefined || row.deleted !== inBin)
        draft.problems.push(makeFieldProblem(pathOf(draft, ''), 'record.not_found'))
      else {
        takeBefore(draft, row)
        judgeTouch(access, object, draft, draft.heldAs ?? row.holds)
      }
    }
  }
  await keepUnseenLinks(session, object, access, drafts.filter(isThere))
  const world = {
    db: session.db,
    catalog: session.catalog,
    object,
    runtime: session.runtime,
    actorId: authorId(session.actor),
    access,
  }
  const computed = drafts.filter((draft) => isThere(draft) && isComputed(draft))
  await evaluateDrafts(world, computed)
  for (const draft of drafts) if (!isComputed(draft)) draft.after = new Map(draft.before)
  judgeOwners(session, object, access, computed)
}

const wasHeld = ({ heldAs }: Draft): boolean => heldAs !== undefined

const isComputed = ({ op }: Draft): boolean => op === 'create' || op === 'change'

/** Drafts with refused values are still judged, so that everything that is wrong is told at once; missing records are not. */
const isThere = ({ problems }: Draft): boolean =>
  problems.every(({ code }) => code !== 'record.not_found' && code !== 'record.changed' && code !== 'access.denied')

function takeBefore(draft: Draft, row: { readonly version: number; readonly values: Draft['before'] }): void {
  draft.before = row.values
  draft.version = row.version
  if (draft.ifVersion !== undefined && draft.ifVersion !== row.version) {
    draft.problems.push(makeFieldProblem(pathOf(draft, ''), 'record.changed', { version: row.version }))
  }
}

/** True for a draft that nothing speaks against. */
export const isGood = (draft: Draft): boolean => draft.problems.length === 0
