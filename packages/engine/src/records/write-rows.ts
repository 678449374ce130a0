import type { Access } from '../access/access.js'
import { authorId } from '../access/actor.js'
import type { CatalogField, CatalogObject, CatalogSearch } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { StaleCatalog } from '../catalog/catalog-cache.js'
import { comparedFields } from '../duplicates/compared-fields.js'
import { matchTokens } from '../duplicates/match-tokens.js'
import { searchRowOf } from '../search/entry-of-values.js'
import { execute } from '../storage/statement.js'
import { changedFields } from './draft.js'
import type { Draft } from './draft.js'
import { historyChanges } from './history-rows.js'
import { writtenFields } from './stored-fields.js'
import type { WriteSession } from './write-session.js'
import type { NewRun } from '../workflows/pending-runs.js'
import { runSlots, startedColumns } from '../workflows/run-rows.js'
import { writeStatement } from './write-statements.js'
import type { WriteOp, WriteResult } from './write-statements.js'

/**
 * Writes drafts of one operation with one statement and gives the ids that were written. Missing ids lost a race (their
 * version moved on, a lookup target went to the bin); the caller finds out which and rolls back.
 * Throws StaleCatalog when the documents changed.
 *
 * @param recordedAs what history calls it, where that is not the operation
 */
export async function writeDrafts(
  session: WriteSession,
  object: CatalogObject,
  op: WriteOp,
  drafts: readonly Draft[],
  recordedAs?: 'merge',
): Promise<ReadonlySet<string>> {
  return new Set((await run(session, object, op, drafts, undefined, [], recordedAs)).written)
}

/**
 * Writes one draft, with the runs it starts, and gives the record as `access` may read it (null when that is not at all), or undefined when nothing
 * was written. Throws StaleCatalog when the documents changed.
 */
export async function writeAndRead(
  session: WriteSession,
  object: CatalogObject,
  access: Access,
  draft: Draft,
  runs: readonly NewRun[],
): Promise<string | null | undefined> {
  const { written, record, started } = await run(session, object, draft.op, [draft], access, runs)
  session.runs.markStarted(started ?? [])
  return written.includes(draft.id) ? (record ?? null) : undefined
}

async function run(
  session: WriteSession,
  object: CatalogObject,
  op: WriteOp,
  drafts: readonly Draft[],
  answer: Access | undefined,
  runs: readonly NewRun[],
  recordedAs?: 'merge',
): Promise<WriteResult> {
  const fields = fieldsToWrite(object, op, drafts)
  const search = searchToWrite(object, op, fields)
  const likeness = writesLikeness(object, op, fields)
  const columns = runs.length === 0 ? undefined : startedColumns(session.catalog.workspace.key, session.automation)
  const statement = writeStatement(session.catalog, object, op, {
    fields,
    search: search !== undefined,
    likeness,
    answer,
    runs: columns,
  })
  const { rows } = await execute<WriteResult & Record<string, unknown>>(session.db, statement, session.runtime, {
    rows: JSON.stringify(drafts.map((draft) => inputRow(object, fields, search, likeness, draft))),
    history: JSON.stringify(drafts.map((draft) => historyRow(object, draft))),
    op: recordedAs ?? op,
    at: new Date(session.runtime.now).toISOString(),
    by: authorId(session.actor),
    through: throughOf(session.actor),
    ...(runs.length === 0 ? {} : runSlots(session.actor, runs)),
  })
  const result: WriteResult = rows[0] ?? { guard: 0, written: [] }
  if (result.guard === 0) throw new StaleCatalog()
  return result
}

/** Links lie elsewhere: `write-links`. A new record writes all columns; a change the union of what the drafts change, in document order: few shapes, few plans. */
function fieldsToWrite(object: CatalogObject, op: WriteOp, drafts: readonly Draft[]): readonly CatalogField[] {
  const fields = writtenFields(object).filter(({ column }) => column !== undefined)
  if (op === 'create') return fields
  const changed = new Set(drafts.flatMap(changedFields))
  return fields.filter((field) => changed.has(field.id))
}

/** What search keeps of a record is written with its texts; undefined when none of them changes. */
function searchToWrite(
  { search }: CatalogObject,
  op: WriteOp,
  fields: readonly CatalogField[],
): CatalogSearch | undefined {
  const isTouched = op === 'create' || search?.fields.some(({ field }) => fields.includes(field)) === true
  return isTouched ? search : undefined
}

/** By what likely duplicates are found is written with the values they are compared by; a record in the bin has nothing of it. */
function writesLikeness(object: CatalogObject, op: WriteOp, fields: readonly CatalogField[]): boolean {
  if (object.likeness === undefined) return false
  return op !== 'change' || comparedFields(object).some((field) => fields.includes(field))
}

const alikeOf = ({ duplicates }: CatalogObject, { op, after }: Draft): readonly number[] =>
  op === 'delete' ? [] : matchTokens(duplicates, (id) => after.get(id))

function inputRow(
  object: CatalogObject,
  fields: readonly CatalogField[],
  search: CatalogSearch | undefined,
  likeness: boolean,
  draft: Draft,
): Record<string, unknown> {
  const row: Record<string, unknown> = { id: draft.id, version: draft.version }
  if (search !== undefined) {
    const { text, tokens } = searchRowOf(search, draft.after)
    row['searched'] = text
    row['tokens'] = tokens
  }
  if (likeness) row['alike'] = `{${alikeOf(object, draft).join()}}`
  fields.forEach((field, index) => {
    row[`c${index}`] = field.server.toDatabase(draft.after.get(field.id) ?? field.definition.emptyValue, field.context)
  })
  return row
}

/** As history keeps it: of a workflow also its run, so that one leads to the other. */
function throughOf({ through: { kind, id, title, run } }: Actor): string {
  return JSON.stringify({ kind, id, title, run })
}

function historyRow(object: CatalogObject, draft: Draft): Record<string, unknown> {
  return { id: draft.id, changes: historyChanges(object, draft.before, draft.after) }
}
