import { makeFieldProblem } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import { fieldById } from '../catalog/catalog.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { PendingRuns } from '../workflows/pending-runs.js'
import type { NewRun } from '../workflows/pending-runs.js'
import { checkDrafts } from './check-drafts.js'
import { newDraft, pathOf } from './draft.js'
import type { DetailsDraft, Draft } from './draft.js'
import { readRows } from './read-rows.js'
import { columnOf } from './stored-fields.js'
import type { WriteSession } from './write-session.js'

/** Lines of a record may not be written: the problems are at the record's draft, and nothing of this write may stay. */
export class DetailsRefused extends Error {
  constructor() {
    super('lines of a record may not be written')
  }
}

/** How lines are written: the second half of the pipeline, handed in because it calls this. */
export type WriteLines = (session: WriteSession, child: CatalogObject, lines: readonly Draft[]) => Promise<boolean>

/**
 * Looks at the lines of records that are about to be changed: whoever writes has seen them under the record as it is, so their rights on
 * lines are judged by that, and lines out of their sight stay as they are.
 */
export async function lookAtLines(session: WriteSession, drafts: readonly Draft[]): Promise<void> {
  for (const [field, owners] of byField(drafts.filter(({ op }) => op === 'change'))) {
    const first = owners[0]?.details
    if (first === undefined) continue
    const { child, access } = first
    const column = columnOf(fieldById(child, field.details?.via ?? ''))
    const { rows } = await session.db.query<{ id: string; owner: string }>(
      `SELECT id, ${column} AS owner FROM ${child.table} WHERE ${column} = ANY($1::uuid[]) AND deleted_at IS NULL ORDER BY id`,
      [owners.map(({ draft }) => draft.id)],
    )
    const ids = rows.map(({ id }) => id)
    const options = { lock: 'none', deleted: false, fields: [] } as const
    const seen = access.isWhole
      ? new Map(ids.map((id) => [id, { holds: [] }]))
      : await readRows(session.db, session.catalog, child, access, ids, options, session.runtime)
    for (const { draft, details } of owners) {
      const own = rows.filter(({ owner }) => owner === draft.id)
      details.held = new Map(
        own.flatMap(({ id }) => {
          const line = seen.get(id)
          return line === undefined ? [] : [[id, line.holds] as const]
        }),
      )
    }
  }
}

/**
 * Writes the lines of records that have just been written: those sent are made or changed, the others of the same record go to
 * the bin. Gives the runs they start. Throws DetailsRefused when one of them may not be.
 */
export async function writeDetails(
  session: WriteSession,
  drafts: readonly Draft[],
  writeLines: WriteLines,
): Promise<readonly NewRun[]> {
  const runs: NewRun[] = []
  for (const [field, owners] of byField(drafts)) {
    const first = owners[0]?.details
    if (first === undefined) continue
    const { child, access } = first
    const via = fieldById(child, field.details?.via ?? '')
    const lines = linesToWrite(child, via, owners)
    const own = { ...session, runs: new PendingRuns() }
    await checkDrafts(own, child, access, lines)
    takeProblems(owners)
    if (!(await writeLines(own, child, lines))) {
      takeProblems(owners)
      throw new Error('lines were not written, and nothing says why')
    }
    takeProblems(owners)
    runs.push(...own.runs.pending)
  }
  return runs
}

interface Owner {
  readonly draft: Draft
  readonly details: DetailsDraft
}

function byField(drafts: readonly Draft[]): ReadonlyMap<CatalogField, Owner[]> {
  const found = new Map<CatalogField, Owner[]>()
  for (const draft of drafts) {
    for (const details of draft.details) {
      found.set(details.field, [...(found.get(details.field) ?? []), { draft, details }])
    }
  }
  return found
}

/** The lines sent, pointing to their record, and the deletion of those in sight that were left out. */
function linesToWrite(child: CatalogObject, via: CatalogField, owners: readonly Owner[]): Draft[] {
  return owners.flatMap(({ draft, details }) => {
    const left = new Map(details.held)
    refuseUnread(draft, details, left.size)
    for (const line of details.lines) {
      line.sent.set(via.id, draft.id)
      if (line.op !== 'change') continue
      const holds = left.get(line.id)
      if (holds === undefined) line.problems.push(makeFieldProblem(pathOf(line, ''), 'record.not_found'))
      else line.heldAs = holds
      left.delete(line.id)
    }
    const place = details.field.key
    details.removed = [...left].map(([id, holds]) => {
      const line = newDraft({ op: 'delete', place, index: 0, id, ifVersion: undefined, sent: new Map() })
      line.heldAs = holds
      return line
    })
    return [...details.lines, ...details.removed]
  })
}

/** Lines beyond the most were made elsewhere, and nobody reads them with the record: what is left out may not be meant to go. */
function refuseUnread(draft: Draft, { field }: DetailsDraft, count: number): void {
  const max = field.definition.mostLines ?? 0
  if (count <= max) return
  draft.problems.push(makeFieldProblem(pathOf(draft, field.key), 'field.too_many', { label: field.label, max, count }))
  throw new DetailsRefused()
}

/** What is wrong with a line is wrong with its record. */
function takeProblems(owners: readonly Owner[]): void {
  let isRefused = false
  for (const { draft, details } of owners) {
    const problems = [...details.lines, ...details.removed].flatMap((line) => line.problems)
    draft.problems.push(...problems.map((problem) => atRecord(draft, details, problem)))
    isRefused ||= problems.length > 0
  }
  if (isRefused) throw new DetailsRefused()
}

/** A line that is gone is a wrong value of its record, not a record nobody can find. */
function atRecord(draft: Draft, { child }: DetailsDraft, problem: FieldProblem): FieldProblem {
  const path = pathOf(draft, problem.path)
  return problem.code === 'record.not_found'
    ? makeFieldProblem(path, 'field.unknown_record', { label: child.label })
    : { ...problem, path }
}
