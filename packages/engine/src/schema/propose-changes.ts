import { AppError, makeFieldProblem, merge3 } from '@tessera/metadata'
import type { FieldProblem, MergeConflict, StoredDocument } from '@tessera/metadata'
import { isSystemActor } from '../access/actor.js'
import type { CatalogProblem } from '../catalog/catalog.js'
import type { ChangesInput } from '../contract.js'
import { checkDocumentFormulas } from './check-document-formulas.js'
import { compileDraft } from './compile-next.js'
import { documentsAt } from './documents-at.js'
import type { PrepareInput } from './prepare-change.js'
import type { Proposal } from './prepared-change.js'
import { resolveChanges } from './resolve-changes.js'
import { storeFormulas } from './store-formulas.js'

/**
 * The documents a person wants, from the changes as sent: read against their base, checked, put into stored form, and
 * merged with what others have published since.
 *
 * Errors: 422 document.invalid with pointers into the request, 422 revision.unknown_base, 409 revision.conflict.
 */
export async function proposeChanges(input: PrepareInput, { base, changes }: ChangesInput): Promise<Proposal> {
  const { context, db, actor, state, installed, ledger } = input
  const from = base ?? state.revision
  if (from > state.revision || from < 0) throw new AppError('revision.unknown_base')
  const before = from === state.revision ? state.documents : await documentsAt(db, state.workspace.schema, from)
  const mayWriteSystem = isSystemActor(actor)
  const { fieldTypes, actions, triggers } = context
  const resolved = resolveChanges({ base: before, ledger, fieldTypes, actions, triggers, mayWriteSystem }, changes)
  refuse(resolved.problems)
  const draft = compileDraft(context, installed, resolved.documents)
  const incoming = [...resolved.documents.values()].filter(({ id }) => resolved.sent.has(id))
  const found = [...draft.problems, ...checkDocumentFormulas(draft.catalog, incoming)]
  refuse(found.flatMap((problem) => inRequest(problem, resolved.sent)))

  const documents = new Map(resolved.documents)
  for (const document of incoming) documents.set(document.id, storeFormulas(draft.catalog, document))
  if (from === state.revision) return { documents, hazards: [], draft: draft.catalog }
  const { merged, conflicts } = merge3(before, documents, state.documents)
  if (conflicts.length === 0) return { documents: merged, hazards: [] }
  const errors = conflicts.map((conflict) => conflictProblem(conflict, resolved.sent, documents))
  throw new AppError('revision.conflict', { current: state.revision }).with({ errors })
}

function refuse(errors: readonly FieldProblem[]): void {
  if (errors.length > 0) throw new AppError('document.invalid', { count: errors.length }).with({ errors })
}

/** A problem of a document that was sent, with its pointer into the request; others are left to the plan. */
function inRequest(problem: CatalogProblem, sent: ReadonlyMap<string, number>): FieldProblem[] {
  const index = sent.get(problem.documentId)
  if (index === undefined) return []
  const { code, message, hint, span } = problem
  const path = `/changes/${index}/document${problem.pointer}`
  return [{ path, code, message, ...(hint === undefined ? {} : { hint }), ...(span === undefined ? {} : { span }) }]
}

function conflictProblem(
  conflict: MergeConflict,
  sent: ReadonlyMap<string, number>,
  documents: ReadonlyMap<string, StoredDocument>,
): FieldProblem {
  const index = sent.get(conflict.documentId)
  const path =
    index === undefined ? '' : `/changes/${index}/document${pointerOf(conflict, documents.get(conflict.documentId))}`
  return makeFieldProblem(path, 'revision.place_conflict', {
    place: [...conflict.partPath, conflict.property].filter((step) => step !== '').join('/'),
  })
}

/** Where the part of a conflict stands in the document that was sent. */
function pointerOf({ partPath, property }: MergeConflict, document: StoredDocument | undefined): string {
  let at: unknown = document
  let pointer = ''
  for (let step = 0; step + 1 < partPath.length; step += 2) {
    const list = (at as Readonly<Record<string, unknown>> | undefined)?.[partPath[step] ?? '']
    if (!Array.isArray(list)) return pointer
    const index = list.findIndex(
      (member: unknown) => member === partPath[step + 1] || idOf(member) === partPath[step + 1],
    )
    if (index === -1) return pointer
    pointer += `/${partPath[step]}/${index}`
    at = list[index] as unknown
  }
  return property === '' || property === 'position' ? pointer : `${pointer}/${property}`
}

const idOf = (member: unknown): unknown =>
  typeof member === 'object' && member !== null && 'id' in member ? member.id : undefined
