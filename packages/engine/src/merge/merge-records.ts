import { AppError } from '@tessera/metadata'
import type { MergeRequest } from '@tessera/metadata'
import { changesOrganisation, noteOrganisation } from '../access/note-organisation.js'
import type { Reader } from '../query/reader.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { Actor, RecordAnswer, WriteOptions } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { noteHolders } from '../files/note-holders.js'
import { checkDrafts } from '../records/check-drafts.js'
import type { Draft } from '../records/draft.js'
import { historyChanges } from '../records/history-rows.js'
import { judgeWritten } from '../records/judge-rights.js'
import { parseDraft } from '../records/parse-draft.js'
import { refuse } from '../records/parse-values.js'
import { propagate } from '../records/propagate.js'
import { readRows } from '../records/read-rows.js'
import type { StoredRow } from '../records/read-rows.js'
import { refusalOf } from '../records/refusal-of.js'
import { readAbove } from '../records/read-above.js'
import { lockTree } from '../records/refuse-tree-faults.js'
import { lookupFields } from '../records/stored-fields.js'
import { writeTransaction } from '../records/write-request.js'
import type { Work, WriteRequest } from '../records/write-request.js'
import { uuid7 } from '../storage/uuid7.js'
import { matchTriggers } from '../workflows/match-triggers.js'
import { binChosen } from './bin-children.js'
import type { Binned } from './bin-children.js'
import { childConflicts } from './child-conflicts.js'
import { findMoves } from './find-moves.js'
import { keepMerge, mergedInto } from './merge-journal.js'
import type { MergePart } from './merge-journal.js'
import { mergedIds } from './merge-request.js'
import type { MergedIds } from './merge-request.js'
import { redirect } from './move-children.js'
import type { Redirection } from './move-children.js'
import { moveLinks, takeLinks } from './move-links.js'
import type { MovedLink } from './move-links.js'
import { requireOnRows } from './require-on-rows.js'
import { draftOf, writeSet } from './write-set.js'

/**
 * Makes records part of another one: what points to them points to the one that stays, which takes the values that were chosen; they
 * go to the bin. All in one transaction, with roll-ups, history and events; see `unmergeRecords` for the way back.
 * Asked again for what is merged already it changes nothing.
 *
 * Errors: record.not_found, record.invalid, record.changed, merge.conflicts, merge.below, record.duplicate, record.overlaps,
 * write.fan-out.
 */
export async function mergeRecords(
  context: EngineContext,
  reader: Reader,
  actor: Actor,
  key: string,
  asked: MergeRequest,
  options: WriteOptions,
): Promise<RecordAnswer> {
  const work = async (request: WriteRequest): Promise<Work<string>> => {
    requireRights(request)
    const ids = mergedIds(asked)
    const session = { ...request.session, acceptsDuplicates: true }
    const isDone = await mergeIn({ ...request, session }, actor, ids, asked, options)
    const details = { count: ids.merge.length, merged: ids.merge }
    const note = { action: 'records.merged', object: request.object.id, record: ids.keep, details } as const
    return { answer: ids.keep, ids: [ids.keep], note: isDone ? note : undefined }
  }
  const id = await writeTransaction(context, actor, key, options, work, true)
  return context.catalogs.with(actor.workspace, (catalog) => reader.readBack(actor, catalog, key, id))
}

/** Whoever merges changes one record and deletes others. */
export function requireRights({ access, object }: WriteRequest): void {
  if (!access.may(object, 'change') || !access.may(object, 'delete')) throw new AppError('access.denied')
}

/** False: the records are merged already. */
async function mergeIn(
  request: WriteRequest,
  actor: Actor,
  ids: MergedIds,
  { values = {}, bin = {} }: MergeRequest,
  { ifMatch }: WriteOptions,
): Promise<boolean> {
  const { session, object, access } = request
  const draft = parseDraft(request, actor, {
    op: 'change',
    place: '',
    index: 0,
    body: values,
    id: ids.keep,
    ifVersion: ifMatch,
  })
  if (object.tree !== undefined) draft.sent.set(object.tree.id, draft.sent.get(object.tree.id) ?? null)
  await lockTree(session, object, [draft])
  const rows = await lockOwn(request, ids)
  if (rows === undefined) return false
  // Before anything is said about the records: where one stands in a tree is not for whoever may not merge them.
  requireOnRows(
    request,
    'change',
    [rows.get(ids.keep)].flatMap((row) => row ?? []),
  )
  requireOnRows(
    request,
    'delete',
    ids.merge.flatMap((id) => rows.get(id) ?? []),
  )
  await leaveMerged(request, draft, rows, ids, values)
  takeLinks(object, draft, rows, ids)
  await checkDrafts(session, object, access, [draft])
  if (draft.details.length > 0 || draft.problems.length > 0) throw refusalOfMerge(draft)
  const binned = await binChosen(session, access, actor.locale, await childConflicts(session, object, ids), bin)
  const moves = await findMoves(session, object, ids)
  const gone = new Set(binned.map(({ id }) => id))
  const redirections = moves.map(({ child, lookup, id, was }) => ({ child, lookup, id, from: was, to: ids.keep }))
  const moved = await redirect(
    session,
    redirections.filter(({ id }) => !gone.has(id)),
  )
  const linked = await moveLinks(session, object, ids)
  const merged = ids.merge.flatMap((id) => rows.get(id) ?? []).map((row) => draftOf('delete', row))
  const changes = [
    ...moved.changes,
    ...linked.changes,
    ...(await writeSet(session, object, 'delete', merged, 'merge')),
    ...(await writeSet(session, object, 'change', [draft], 'merge')),
  ]
  await noteHolders(session, object, [draft])
  const computed = await propagate(session, changes)
  if (await judgeWritten(session, object, [draft])) throw refusalOfMerge(draft)
  if (changesOrganisation(session.catalog, object)) await noteOrganisation(session)
  session.runs.add(await matchTriggers(session, [...changes, ...computed]))
  await keepMerge(session, {
    id: uuid7(),
    object: object.id,
    kept: ids.keep,
    changes: historyChanges(object, draft.before, draft.after),
    parts: partsOf(object, [draft, ...merged], moved.done, binned, linked.done),
  })
  return true
}

function refusalOfMerge(draft: Draft): AppError {
  const { details, problems } = draft
  const lines = details.map(({ field: { key, label } }) => ({ path: key, code: 'field.read_only', message: label }))
  return (lines.length === 0 ? refusalOf([draft], false) : undefined) ?? refuse([...problems, ...lines], false)
}

/** The records, locked for the bin, in the order of ids; undefined when they are merged already. */
async function lockOwn(
  { session, object, access }: WriteRequest,
  ids: MergedIds,
): Promise<ReadonlyMap<string, StoredRow> | undefined> {
  const all = [ids.keep, ...ids.merge]
  const options = { lock: 'bin', deleted: true } as const
  const rows = await readRows(session.db, session.catalog, object, access, all, options, session.runtime)
  if (rows.get(ids.keep)?.deleted !== false) throw new AppError('record.not_found')
  const gone = ids.merge.filter((id) => rows.get(id)?.deleted !== false)
  if (gone.length === 0) return rows
  const known = await mergedInto(session, object.id, ids.keep, gone)
  if (gone.length === ids.merge.length && gone.every((id) => known.has(id))) return undefined
  throw new AppError('record.not_found')
}

/** Where the one that stays points to a merged one, it would point to itself: it points to nothing, in a tree to what is above. */
async function leaveMerged(
  { session, object }: WriteRequest,
  draft: Draft,
  rows: ReadonlyMap<string, StoredRow>,
  { keep, merge }: MergedIds,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const own = rows.get(keep)?.values ?? new Map()
  const isOwn = (id: unknown): id is string => typeof id === 'string' && (id === keep || merge.includes(id))
  for (const lookup of lookupFields(object)) {
    const isTree = lookup === object.tree
    if (lookup.target !== object.id) continue
    const isSent = Object.hasOwn(values, lookup.key)
    const field = lookup.memberOf ?? lookup.id
    const sent = draft.sent.get(field)
    const target = !isSent ? own.get(lookup.id) : typeof sent === 'object' && sent !== null ? idIn(sent) : sent
    if (!isOwn(target)) {
      if (isTree && !isSent) draft.sent.set(lookup.id, target ?? null)
      continue
    }
    const above = isTree ? aboveOf(lookup, target, rows, isOwn) : null
    draft.sent.set(field, above)
  }
  await refuseBelow(session, object, draft, merge)
}

const idIn = (value: object): unknown => ('id' in value ? value.id : undefined)

function aboveOf(
  tree: CatalogField,
  from: string,
  rows: ReadonlyMap<string, StoredRow>,
  isOwn: (id: unknown) => boolean,
): string | null {
  const seen = new Set<string>()
  let at: unknown = from
  while (typeof at === 'string' && isOwn(at) && !seen.has(at)) {
    seen.add(at)
    at = rows.get(at)?.values.get(tree.id)
  }
  return typeof at === 'string' && !isOwn(at) ? at : null
}

/** A record between the two would be above and below the one that stays. */
async function refuseBelow(
  session: WriteRequest['session'],
  object: CatalogObject,
  draft: Draft,
  merge: readonly string[],
): Promise<void> {
  const parent = object.tree === undefined ? null : draft.sent.get(object.tree.id)
  if (typeof parent !== 'string') return
  const above = await readAbove(session.db, object, [parent], session.runtime)
  if (merge.some((id) => above.has(id))) throw new AppError('merge.below')
}

function partsOf(
  object: CatalogObject,
  own: readonly Draft[],
  moved: readonly Redirection[],
  binned: readonly Binned[],
  linked: readonly MovedLink[],
): MergePart[] {
  const none = { field: null, was: null, version: null }
  return [
    ...own.map(({ id, version }, at): MergePart => {
      return { ...none, part: at === 0 ? 'kept' : 'merged', object: object.id, record: id, version: version + 1 }
    }),
    ...moved.map(({ child, lookup, id, from }): MergePart => ({
      ...none,
      part: 'moved',
      object: child.id,
      record: id,
      field: lookup.id,
      was: from,
    })),
    ...linked.map(({ side, id }): MergePart => ({
      ...none,
      part: 'linked',
      object: side.object.id,
      record: id,
      field: side.field.id,
    })),
    ...binned.map(({ child, id }): MergePart => ({ ...none, part: 'binned', object: child.id, record: id })),
  ]
}
