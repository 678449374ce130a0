import { AppError } from '@tessera/metadata'
import type { WireValue } from '@tessera/formula'
import type { Reader } from '../query/reader.js'
import { definerAccess } from '../access/access.js'
import { changesOrganisation, noteOrganisation } from '../access/note-organisation.js'
import { objectById } from '../catalog/catalog.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { LinkingField } from '../catalog/link-table.js'
import type { Actor, RecordAnswer, WriteOptions } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { noteHolders } from '../files/note-holders.js'
import { changedFields, newDraft, sameValue } from '../records/draft.js'
import type { Draft } from '../records/draft.js'
import { keptValue, openKept } from '../records/history-rows.js'
import { judgeOwners, judgeTouch, judgeWritten } from '../records/judge-rights.js'
import { dropDeadTargets } from '../records/missing-targets.js'
import { refuse } from '../records/parse-values.js'
import { propagate } from '../records/propagate.js'
import { readRows } from '../records/read-rows.js'
import type { StoredRow } from '../records/read-rows.js'
import { lockTree, refuseTreeFaults } from '../records/refuse-tree-faults.js'
import { releaseUnique } from '../records/release-unique.js'
import { refusalOf } from '../records/refusal-of.js'
import type { RowChange } from '../records/row-change.js'
import { isUnchanged, writeGood } from '../records/write-good.js'
import { checkDrafts } from '../records/check-drafts.js'
import { writeTransaction } from '../records/write-request.js'
import type { Work, WriteRequest } from '../records/write-request.js'
import type { WriteSession } from '../records/write-session.js'
import { isUuid } from '../storage/uuid7.js'
import { matchTriggers } from '../workflows/match-triggers.js'
import { requireDeletion } from './bin-children.js'
import { closeMerge, openMerge } from './merge-journal.js'
import type { MergeEntry, MergePart } from './merge-journal.js'
import { requireRights } from './merge-records.js'
import { redirect } from './move-children.js'
import { linksBefore, unlink } from './move-links.js'
import type { MovedLink } from './move-links.js'
import { requireOnRows } from './require-on-rows.js'
import { draftOf, writeSet } from './write-set.js'

/**
 * Takes a merge back: the merged records come out of the bin, what was moved goes back to them, values the merge changed are as
 * before. What people have changed since stays as they left it. It takes what taking it back by hand would take: the right to write the
 * values that are given back, to delete what comes out of the bin.
 *
 * @param merge which merge into the record; the newest when absent
 * Errors: record.not_found, access.denied, merge.not_found, merge.kept_in_bin, record.duplicate, record.invalid.
 */
export async function unmergeRecords(
  context: EngineContext,
  reader: Reader,
  actor: Actor,
  key: string,
  id: string,
  merge: string | undefined,
  options: WriteOptions,
): Promise<RecordAnswer> {
  const kept = id.toLowerCase()
  if (!isUuid(kept)) throw new AppError('record.not_found')
  if (merge !== undefined && !isUuid(merge)) throw new AppError('merge.not_found')
  const work = async (request: WriteRequest): Promise<Work<string>> => {
    requireRights(request)
    await unmergeIn({ ...request, session: { ...request.session, acceptsDuplicates: true } }, kept, merge)
    return { answer: kept, ids: [kept], note: { action: 'records.unmerged', object: request.object.id, record: kept } }
  }
  const answer = await writeTransaction(context, actor, key, options, work, true)
  return context.catalogs.with(actor.workspace, (catalog) => reader.readBack(actor, catalog, key, answer))
}

async function unmergeIn(request: WriteRequest, kept: string, id: string | undefined): Promise<void> {
  const { session, object, access } = request
  if (object.tree !== undefined) await lockTree(session, object, [treeMove(object.tree)])
  const before = await lockRows(request, [kept])
  if (!before.has(kept)) throw new AppError('record.not_found')
  const merge = await openMerge(session, object.id, kept, id)
  if (merge === undefined) throw new AppError('merge.not_found')
  const rows = await lockRows(request, [kept, ...recordsOf(merge, 'merged')])
  const own = rows.get(kept)
  if (own === undefined || own.deleted) throw new AppError('merge.kept_in_bin')
  const back = draftOf('change', own, valuesBefore(object, own, merge))
  const returning = recordsOf(merge, 'merged').flatMap((record) => rows.get(record) ?? [])
  requireOnRows(request, 'change', [own])
  requireOnRows(request, 'delete', returning)
  await refuseUnseen(request, recordsOf(merge, 'merged'), rows)
  judgeGivenBack(request, back, own, recordsOf(merge, 'merged'))
  const restored = returning.filter(({ deleted }) => deleted).map((row) => draftOf('restore', row, new Map(row.values)))
  // Lookups to one another are not lost: they come back together.
  await dropDeadTargets(session, object, restored, new Set(restored.map(({ id }) => id)))
  await refuseFaults(session, object, access, [back, ...restored])
  // The merged ones may want the very values that the kept one gives back.
  await releaseUnique(session, object, [back])
  const changes = [...(await writeSet(session, object, 'restore', restored))]
  await dropDeadTargets(session, object, [back])
  changes.push(...(await writeSet(session, object, 'change', isUnchanged(back) ? [] : [back])))
  changes.push(...(await moveBack(session, merge, new Set(returning.map((row) => row.id)))))
  changes.push(...(await unlink(session, linkedParts(session, merge), merge.kept)))
  await noteHolders(session, object, [back])
  const computed = await propagate(session, changes)
  if (await judgeWritten(session, object, [back])) throw refusalOf([back], false) ?? refuse(back.problems, false)
  if (changesOrganisation(session.catalog, object)) await noteOrganisation(session)
  session.runs.add(await matchTriggers(session, [...changes, ...computed]))
  await restoreBinned(request, merge)
  await closeMerge(session, merge.id)
}

/** A move in the tree, as far as its lock is concerned. */
function treeMove(tree: CatalogField): Draft {
  return newDraft({ op: 'change', place: '', index: 0, id: '', ifVersion: undefined, sent: new Map([[tree.id, null]]) })
}

function lockRows(
  { session, object, access }: WriteRequest,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredRow>> {
  const options = { lock: 'bin', deleted: true } as const
  return readRows(session.db, session.catalog, object, access, ids, options, session.runtime)
}

/** A merge is taken back whole: one whose records are partly out of sight is for somebody who sees them all. Those that are gone do not count. */
async function refuseUnseen(
  request: WriteRequest,
  merged: readonly string[],
  seen: ReadonlyMap<string, StoredRow>,
): Promise<void> {
  const unseen = merged.filter((id) => !seen.has(id))
  if (unseen.length === 0) return
  if ((await lockRows({ ...request, access: definerAccess }, unseen)).size > 0) throw new AppError('access.denied')
}

const partsOf = ({ parts }: MergeEntry, part: MergePart['part']): MergePart[] =>
  parts.filter((each) => each.part === part)

const recordsOf = (merge: MergeEntry, part: MergePart['part']): string[] =>
  partsOf(merge, part).map(({ record }) => record)

/** The values of the record that stays, those the merge changed as before; what was changed since stays. */
function valuesBefore(object: CatalogObject, { values }: StoredRow, { changes }: MergeEntry): Map<string, WireValue> {
  const after = new Map(values)
  for (const { field: id, from, to } of changes) {
    const field = object.fieldsById.get(id)
    if (field?.links !== undefined) after.set(id, linksBefore(values, field, from, to))
    if (field?.column === undefined) continue
    if (sameValue(keptValue(field, values.get(id) ?? null), to)) after.set(id, valueOf(field, from))
  }
  // Which of its lookups is filled has changed since: the whole stays as it is.
  for (const { members = [] } of object.fields)
    if (members.filter(({ id }) => (after.get(id) ?? null) !== null).length > 1)
      for (const { id } of members) after.set(id, values.get(id) ?? null)
  return after
}

/**
 * Refuses to give back values of fields that whoever asks may not write in this record. What a merge brings along by itself goes back by
 * itself: links, lookups among these records, and what their stage says.
 */
function judgeGivenBack(
  { session, object, access }: WriteRequest,
  back: Draft,
  { holds }: StoredRow,
  merged: readonly string[],
): void {
  if (access.isWhole) return
  const ofStages = new Set(object.stages.flatMap(({ since, probability }) => [since?.id, probability?.id]))
  const chosen = changedFields(back).flatMap((id) => {
    const field = object.fieldsById.get(id)
    if (field?.links !== undefined || ofStages.has(id)) return []
    const given = back.after.get(id)
    if (typeof given === 'string' && (given === back.id || merged.includes(given))) return []
    return field?.memberOf ?? id
  })
  const verdict = access.verdict(object, holds)
  if (chosen.some((id) => id !== 'owner' && !verdict.shows(object.fieldsById.get(id) as CatalogField)))
    throw new AppError('access.denied')
  back.chosen = [...new Set(chosen)]
  for (const id of back.chosen) back.sent.set(id, back.after.get(id) ?? null)
  judgeTouch(access, object, back, holds)
  judgeOwners(session, object, access, [back])
}

/** What history keeps, in wire form: see `keptValue`. */
function valueOf(field: CatalogField, kept: WireValue): WireValue {
  if (field.encrypted) return openKept(field, kept)
  const { kind } = field.formulaType
  return kind === 'option' || kind === 'list' ? field.server.fromDatabase(kept as never, field.context) : kept
}

async function refuseFaults(
  session: WriteSession,
  object: CatalogObject,
  access: WriteRequest['access'],
  drafts: readonly Draft[],
): Promise<void> {
  await refuseTreeFaults(session, object, access, drafts)
  const problems = drafts.flatMap((draft) => draft.problems)
  if (problems.length > 0) throw refusalOf(drafts, false) ?? refuse(problems, false)
}

/** What was moved points again to where it pointed, unless it has been pointed elsewhere since, or nothing is there any more. */
async function moveBack(
  session: WriteSession,
  merge: MergeEntry,
  there: ReadonlySet<string>,
): Promise<readonly RowChange[]> {
  const redirections = partsOf(merge, 'moved').flatMap(({ object: id, record, field, was }) => {
    const child = session.catalog.objects.get(id)
    const lookup = child?.fieldsById.get(field ?? '')
    if (child === undefined || lookup?.column === undefined || was === null || !there.has(was)) return []
    return [{ child, lookup, id: record, from: merge.kept, to: was }]
  })
  return (await redirect(session, redirections)).changes
}

/** Pairs that the merge made by fields of others, as far as these are there. */
function linkedParts({ catalog }: WriteSession, merge: MergeEntry): MovedLink[] {
  const sides = new Map<CatalogField, LinkingField>()
  return partsOf(merge, 'linked').flatMap(({ object: id, record, field: fieldId }) => {
    const object = catalog.objects.get(id)
    const field = object?.fieldsById.get(fieldId ?? '')
    if (object === undefined || field?.links === undefined) return []
    const side = sides.get(field) ?? { object, field, links: field.links }
    sides.set(field, side)
    return [{ side, id: record }]
  })
}

/** Children of conflicting pairs, where nobody has taken them out of the bin since. */
async function restoreBinned({ session, access }: WriteRequest, merge: MergeEntry): Promise<void> {
  const groups = new Map<string, string[]>()
  for (const { object, record } of partsOf(merge, 'binned')) groups.set(object, [...(groups.get(object) ?? []), record])
  for (const [id, records] of groups) {
    if (!session.catalog.objects.has(id)) continue
    const child = objectById(session.catalog, id)
    const options = { lock: 'change', deleted: true } as const
    const rows = await readRows(session.db, session.catalog, child, definerAccess, records, options, session.runtime)
    const drafts = records
      .filter((record) => rows.get(record)?.deleted === true)
      .map((record) =>
        newDraft({ op: 'restore', place: '', index: 0, id: record, ifVersion: undefined, sent: new Map() }),
      )
    await requireDeletion(session, access, child, drafts)
    await checkDrafts(session, child, definerAccess, drafts)
    const problems = drafts.flatMap((draft) => draft.problems)
    if (problems.length > 0 || !(await writeGood(session, child, drafts, true)))
      throw refuse(
        drafts.flatMap((draft) => draft.problems),
        false,
      )
  }
}
