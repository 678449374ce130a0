import { AppError } from '@tessera/metadata'
import type { PersonalErased } from '@tessera/metadata'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { Actor, EraseOptions } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { fileFields, fileIds } from '../files/file-fields.js'
import { noteHolders } from '../files/note-holders.js'
import { draftOf, writeSet } from '../merge/write-set.js'
import type { Draft } from '../records/draft.js'
import { isUnchanged } from '../records/write-good.js'
import { propagate } from '../records/propagate.js'
import { readRows } from '../records/read-rows.js'
import { columnOf } from '../records/stored-fields.js'
import { writeLinks } from '../records/write-links.js'
import { writeTransaction } from '../records/write-request.js'
import type { Work, WriteRequest } from '../records/write-request.js'
import type { WriteSession } from '../records/write-session.js'
import { searchRowOf } from '../search/entry-of-values.js'
import { isUuid } from '../storage/uuid7.js'
import { workspaceTable } from '../storage/workspace-table.js'
import { requireErasing } from './may-erase.js'
import { findLeftovers, keptFields, personalFields } from './personal-fields.js'
import { scrubHistory } from './scrub-history.js'
import { scrubKeptAnswers } from './scrub-kept-answers.js'
import { scrubRuns } from './scrub-runs.js'

/** Before the time of any file: what lets go of it now may be removed with the next sweep. */
const longAgo = new Date(0)

/**
 * Blanks the personal fields of a record and of all that was merged into it, also in the bin, and everywhere their values are kept
 * beside: history, search, likely duplicates, merge journals, values that could not be converted, hidden columns, runs, notifications,
 * samples in plans. Past rules, defaults and required fields; nothing is started by it. It cannot be taken back.
 *
 * Errors: access.denied, record.unknown_object, record.not_found, personal.no_fields.
 */
export async function erasePersonal(
  context: EngineContext,
  actor: Actor,
  key: string,
  id: string,
  options: EraseOptions,
): Promise<PersonalErased> {
  requireErasing(actor)
  if (!isUuid(id)) throw new AppError('record.not_found')
  const work = async (request: WriteRequest): Promise<Work<PersonalErased>> => {
    const { replace } = options
    const fields =
      replace === undefined
        ? personalFields(request.catalog, request.object)
        : request.object.fields.filter((field) => Object.hasOwn(replace, field.key))
    const { ids, files } = await eraseIn(request, id.toLowerCase(), fields, replace ?? {})
    const answer = { records: ids, fields: fields.map((field) => field.key), files }
    const details = { fields: answer.fields, records: ids.length, files }
    const note = { action: 'personal.erased', object: request.object.id, record: id, details } as const
    return { answer, ids, note: replace === undefined ? note : undefined }
  }
  return writeTransaction(context, actor, key, options, work, true)
}

async function eraseIn(
  { session, object, access }: WriteRequest,
  id: string,
  fields: readonly CatalogField[],
  replace: NonNullable<EraseOptions['replace']>,
): Promise<{ ids: string[]; files: number }> {
  const { schema } = session.catalog.workspace
  const leftovers = await findLeftovers(session.db, schema, object, fields)
  if (fields.length === 0 && leftovers.fields.length === 0) throw new AppError('personal.no_fields')
  const ids = await withMerged(session, object, id)
  const lock = { lock: 'bin', deleted: true } as const
  const rows = await readRows(session.db, session.catalog, object, access, ids, lock, session.runtime)
  if (!rows.has(id)) throw new AppError('record.not_found')
  const kept = keptFields(fields)
  const drafts = [...rows.values()].map((row) => {
    const after = new Map(row.values)
    for (const field of kept) after.set(field.id, replace[field.key] ?? blankOf(field))
    return { draft: draftOf('change', row, after), isInBin: row.deleted }
  })
  const live = drafts.flatMap(({ draft, isInBin }) => (isInBin || isUnchanged(draft) ? [] : [draft]))
  const binned = drafts.flatMap(({ draft, isInBin }) => (isInBin ? [draft] : []))
  const changes = await writeSet(session, object, 'change', live)
  await blankInBin(session, object, binned, kept)
  const files = await letGoOfFiles(session, object, [...live, ...binned])
  await propagate(session, changes)
  const doomed = {
    schema,
    objectId: object.id,
    table: object.table,
    ids: [...rows.keys()],
    fields: [...kept.map((field) => field.id), ...leftovers.fields],
  }
  await scrubHistory(session.db, doomed, leftovers)
  await scrubRuns(session.db, doomed)
  await scrubKeptAnswers(session.db, doomed, textsOf([...rows.values()], kept))
  return { ids: doomed.ids, files }
}

/** Links are a list, a boolean is false, everything else null. */
const blankOf = (field: CatalogField) => field.definition.emptyValue ?? (field.links === undefined ? null : [])

/** The record, and all that became part of it and of those. */
async function withMerged({ db, catalog }: WriteSession, object: CatalogObject, id: string): Promise<string[]> {
  const { key } = catalog.workspace
  const { rows } = await db.query<{ id: string }>(
    `WITH RECURSIVE all_of AS (
       SELECT $1::uuid AS id
       UNION
       SELECT p.record_id FROM all_of AS a JOIN ${workspaceTable(key, 'merges')} AS m ON m.kept_id = a.id AND m.undone_at IS NULL
         AND m.object_id = $2 JOIN ${workspaceTable(key, 'merge_parts')} AS p ON p.merge_id = m.id AND p.part = 'merged')
     SELECT id FROM all_of ORDER BY id`,
    [id, object.id],
  )
  return rows.map((row) => row.id)
}

/** Records in the bin take no part in uniqueness, roll-ups or likeness; search keeps their row for when they come back. */
async function blankInBin(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
  fields: readonly CatalogField[],
): Promise<void> {
  if (drafts.length === 0) return
  const ids = drafts.map(({ id }) => id)
  const columns = fields.filter(({ column }) => column !== undefined)
  const blank = columns.map((field, at) => `, ${columnOf(field)} = $${at + 3}`).join('')
  await session.db.query(
    `UPDATE ${object.table} SET version = version + 1, updated_at = $2${blank} WHERE id = ANY($1::uuid[])`,
    [
      ids,
      new Date(session.runtime.now),
      ...columns.map((field) => field.server.toDatabase(drafts[0]?.after.get(field.id) ?? null, field.context)),
    ],
  )
  await writeLinks(session, object, drafts)
  const { search } = object
  if (search === undefined) return
  for (const { id, after } of drafts) {
    const { text, tokens } = searchRowOf(search, after)
    await session.db.query(`UPDATE ${search.table} SET "text" = $2, "tokens" = $3::int4[] WHERE "id" = $1`, [
      id,
      text,
      tokens,
    ])
  }
}

/** Files that only these fields held are removed by the next sweep, and are called nothing from now on. */
async function letGoOfFiles(session: WriteSession, object: CatalogObject, drafts: readonly Draft[]): Promise<number> {
  await noteHolders(session, object, drafts)
  const left = drafts.flatMap(({ before, after }) =>
    fileFields(object).flatMap((field) => {
      const now = new Set(fileIds(after.get(field.id)))
      return fileIds(before.get(field.id)).filter((id) => !now.has(id))
    }),
  )
  if (left.length === 0) return 0
  await session.db.query(
    `UPDATE ${workspaceTable(session.catalog.workspace.key, 'files')} SET left_at = $2, name = '–'
     WHERE id = ANY($1::uuid[]) AND left_at IS NOT NULL`,
    [left, longAgo],
  )
  return left.length
}

/** Texts that were in the fields, long enough to be looked for. */
function textsOf(rows: readonly { readonly values: Draft['before'] }[], fields: readonly CatalogField[]): string[] {
  const texts = rows.flatMap(({ values }) => fields.map((field) => values.get(field.id)))
  return [...new Set(texts.filter((text): text is string => typeof text === 'string' && text.length > 1))]
}
