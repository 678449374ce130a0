import { AppError, makeFieldProblem } from '@tessera/metadata'
import type { FieldProblem, Localized } from '@tessera/metadata'
import type { CatalogObject, CatalogUnique } from '../catalog/catalog.js'
import { uniqueColumns } from '../catalog/indexed-text.js'
import { labelsOf } from '../catalog/labels-of.js'
import { indexPredicate } from '../sql/index-predicate.js'
import { execute, join, raw, slot, toStatement } from '../storage/statement.js'
import { sqlState } from '../storage/transaction.js'
import { countsFor } from './counts-for.js'
import { pathOf } from './draft.js'
import type { Draft } from './draft.js'
import { columnOf, columnType } from './stored-fields.js'
import type { WriteSession } from './write-session.js'

/** The unique rule whose index PostgreSQL says was violated (23505), else undefined. */
export function violatedUnique(object: CatalogObject, error: unknown): CatalogUnique | undefined {
  if (sqlState(error) !== '23505' || typeof error !== 'object' || error === null || !('constraint' in error))
    return undefined
  return object.unique.find((unique) => unique.indexName === error.constraint)
}

/** A duplicate that a uniqueness refuses which is not published yet: a job builds it at this moment. */
export function unpublishedDuplicate(error: unknown): AppError | undefined {
  if (sqlState(error) !== '23505' || typeof error !== 'object' || error === null || !('constraint' in error))
    return undefined
  return /_unique_/.test(String(error.constraint))
    ? new AppError('record.duplicate', {}).with({ cause: error })
    : undefined
}

/** 409 for a single record. */
export function duplicateError(unique: CatalogUnique): AppError {
  return new AppError('record.duplicate', duplicateDetails(unique)).with({
    errors: [makeFieldProblem(unique.fields[0]?.key ?? '', 'record.duplicate', duplicateDetails(unique))],
  })
}

const duplicateDetails = ({ message, fields }: CatalogUnique): { message?: Localized; fields?: Localized } =>
  message === undefined ? { fields: labelsOf(fields) } : { message }

/**
 * Which drafts of a batch cannot be written because of `unique`: those whose values another live record has, and the
 * later ones of equal values within the batch. Adds a problem to each.
 */
export async function markDuplicates(
  session: WriteSession,
  object: CatalogObject,
  unique: CatalogUnique,
  drafts: readonly Draft[],
): Promise<void> {
  const writing = new Set(drafts.map((draft) => draft.id))
  const taken = await takenKeys(session, object, unique, drafts, writing)
  const seen = new Set<string>()
  for (const draft of drafts) {
    const key = countsFor(session, object, unique.when, draft) ? uniqueKey(unique, draft) : undefined
    if (key === undefined || draft.op === 'delete') continue
    if (taken.has(key) || seen.has(key)) draft.problems.push(duplicateProblem(unique, draft))
    seen.add(key)
  }
}

function duplicateProblem(unique: CatalogUnique, draft: Draft): FieldProblem {
  return makeFieldProblem(pathOf(draft, unique.fields[0]?.key ?? ''), 'record.duplicate', duplicateDetails(unique))
}

/** Values of the unique fields as one text; undefined when one is blank: such records are not checked. */
function uniqueKey(unique: CatalogUnique, draft: Draft): string | undefined {
  const values = unique.fields.map((field) => field.server.toDatabase(draft.after.get(field.id) ?? null, field.context))
  return values.includes(null) ? undefined : JSON.stringify(values)
}

async function takenKeys(
  session: WriteSession,
  object: CatalogObject,
  unique: CatalogUnique,
  drafts: readonly Draft[],
  writing: ReadonlySet<string>,
): Promise<Set<string>> {
  const rows = drafts.flatMap((draft) => {
    const key = countsFor(session, object, unique.when, draft) ? uniqueKey(unique, draft) : undefined
    if (key === undefined) return []
    const values = JSON.parse(key) as unknown[]
    return [{ key, ...Object.fromEntries(values.map((value, index) => [`c${index}`, value])) }]
  })
  const columns = unique.fields.map((field, index) => `c${index} ${columnType(field)}`)
  const ours = uniqueColumns(unique.fields, (field) => `t.${columnOf(field)}`)
  const theirs = uniqueColumns(unique.fields, (field) => `r.c${unique.fields.indexOf(field)}`)
  const when =
    unique.when === undefined ? undefined : indexPredicate(unique.when, object, (field) => `t.${columnOf(field)}`)
  const equal = ours.map((column, index) => `${column} = ${theirs[index]}`)
  const statement = toStatement(
    join([
      'SELECT r.key, t.id FROM jsonb_to_recordset(',
      raw('?::jsonb', [slot('rows') as never]),
      `) AS r(key text, ${columns.join(', ')}) `,
      `JOIN ${object.table} AS t ON ${equal.join(' AND ')} WHERE t.deleted_at IS NULL${when === undefined ? '' : ` AND ${when}`}`,
    ]),
  )
  const found = await execute<{ key: string; id: string }>(session.db, statement, session.runtime, {
    rows: JSON.stringify(rows),
  })
  return new Set(found.rows.filter(({ id }) => !writing.has(id)).map(({ key }) => key))
}
