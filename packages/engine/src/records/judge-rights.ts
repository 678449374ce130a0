import { makeFieldProblem } from '@tessera/metadata'
import type { Access, RowVerdict } from '../access/access.js'
import { holdsColumn } from '../access/holds-column.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { ShapeCache } from '../query/shape-cache.js'
import { execute, join, raw, slot, toStatement } from '../storage/statement.js'
import type { Statement } from '../storage/statement.js'
import { pathOf, sameValue } from './draft.js'
import type { Draft } from './draft.js'
import type { WriteSession } from './write-session.js'

/** Marks a change or a deletion of a record the actor may read, but not so; and values of fields they may not write in it. */
export function judgeTouch(access: Access, object: CatalogObject, draft: Draft, holds: readonly boolean[]): void {
  if (access.isWhole) return
  const verdict = access.verdict(object, holds)
  draft.holds = holds
  if (!verdict.may(draft.op === 'change' ? 'change' : 'delete')) {
    draft.problems.push(makeFieldProblem(pathOf(draft, ''), 'access.denied'))
    return
  }
  for (const id of draft.chosen) {
    const field = object.fieldsById.get(id)
    if (field === undefined) continue
    if (id === 'owner') judgeOwner(verdict, draft)
    else if (!verdict.writes(field))
      draft.problems.push(makeFieldProblem(pathOf(draft, field.key), 'field.read_only', { label: field.label }))
  }
}

function judgeOwner(verdict: RowVerdict, draft: Draft): void {
  const isSame = sameValue(draft.sent.get('owner'), draft.before.get('owner'))
  if (!isSame && !verdict.may('transfer'))
    draft.problems.push(makeFieldProblem(pathOf(draft, 'owner'), 'record.out_of_scope'))
}

/** True where only PostgreSQL knows whether a written record is still within what its writer may do. */
export function asksAfterwards(access: Access | undefined, object: CatalogObject): boolean {
  if (access === undefined || access.isWhole) return false
  return access.conditions(object).some(({ owners, ofShares }) => owners === undefined && !ofShares)
}

/**
 * Marks drafts that would leave what their writer may make or change: moving records there takes the right to transfer. Where
 * the owner alone tells, before anything is written.
 */
export function judgeOwners(
  session: WriteSession,
  object: CatalogObject,
  access: Access,
  drafts: readonly Draft[],
): void {
  if (access.isWhole || asksAfterwards(access, object)) return
  const { runtime } = session
  for (const draft of drafts.filter(isWritten)) {
    const owner = draft.after.get('owner')
    const holds = access
      .conditions(object)
      .map(({ owners }, index) =>
        owners === undefined
          ? draft.holds?.[index] === true
          : runtime.reaches(owners, typeof owner === 'string' ? owner : null),
      )
    draft.holdsAfter = holds
    judgeAfter(access, object, draft, holds)
  }
}

/** The same for records that have been written. Gives true when something was marked: then nothing of it may stay. */
export async function judgeWritten(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<boolean> {
  const { rights: access } = session
  const written = drafts.filter(isWritten)
  if (access === undefined || !asksAfterwards(access, object) || written.length === 0) return false
  const statement = statements.get(session.catalog, access, object.id, () => holdsStatement(access, object))
  const ids = written.map(({ id }) => id)
  const { rows } = await execute<{ id: string; holds: boolean[] }>(session.db, statement, session.runtime, { ids })
  const byId = new Map(rows.map(({ id, holds }) => [id, holds]))
  for (const draft of written) judgeAfter(access, object, draft, byId.get(draft.id) ?? [])
  return written.some(({ problems }) => problems.length > 0)
}

const statements = new ShapeCache<Statement>()

function holdsStatement(access: Access, object: CatalogObject): Statement {
  return toStatement(
    join([
      'SELECT t."id", ',
      holdsColumn(access.conditions(object), 't'),
      ` FROM ${object.table} AS t WHERE t."id" = `,
      raw('ANY(?::uuid[])', [slot('ids') as never]),
    ]),
  )
}

const isWritten = ({ op, problems }: Draft): boolean => (op === 'create' || op === 'change') && problems.length === 0

function judgeAfter(access: Access, object: CatalogObject, draft: Draft, holds: readonly boolean[]): void {
  const after = access.verdict(object, holds)
  const before = draft.holds === undefined ? undefined : access.verdict(object, draft.holds)
  const isNew = draft.op === 'create'
  const isWithin = after.may(isNew ? 'create' : 'change')
  const isMoved = isNew ? access.may(object, 'transfer') : before?.may('transfer') === true
  if (!isWithin && !isMoved) draft.problems.push(makeFieldProblem(pathOf(draft, ''), 'record.out_of_scope'))
  // Made for others by the right to transfer: no grant covers it, so any under which it might be made counts.
  if (isNew) judgeNew(object, draft, (field) => (isWithin ? after : access).writesNew(field))
}

/** Fields of a new record by the grants under which it may be made: another one that shows them is about other records. */
function judgeNew(object: CatalogObject, draft: Draft, mayWrite: (field: CatalogField) => boolean): void {
  for (const id of draft.chosen) {
    const field = object.fieldsById.get(id)
    if (field !== undefined && !mayWrite(field))
      draft.problems.push(makeFieldProblem(pathOf(draft, field.key), 'field.read_only', { label: field.label }))
  }
}
