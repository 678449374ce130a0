import { AppError, describeProblem, merge3 } from '@tessera/metadata'
import type { Hazard, Localized, MergeConflict, StoredDocument } from '@tessera/metadata'
import { isAdministrator } from '../access/access.js'
import { isSystemActor } from '../access/actor.js'
import { readChange } from './change-log.js'
import { documentChanges } from './document-changes.js'
import { documentsAt } from './documents-at.js'
import type { PrepareInput } from './prepare-change.js'
import type { Proposal } from './prepared-change.js'
import { giveFreeKeys } from './give-free-keys.js'
import { labelOfDocument } from './summarize-changes.js'
import { templatesBefore } from '../templates/template-rows.js'

/**
 * The documents without what a revision did: `merge3(base = docs(n), head, docs(n − 1))`. What was changed again later
 * stays as it is and blocks, with both values; a key that was taken meanwhile comes back as another one.
 *
 * Errors: 404 revision.not_found, 409 revision.nothing_to_undo, 409 template.changed_since, 422 document.system.
 */
export async function proposeUndo(input: PrepareInput, revision: number): Promise<Proposal> {
  const { db, state, actor } = input
  const { schema, key } = state.workspace
  await readChange(db, key, revision)
  const after = await documentsAt(db, schema, revision)
  const before = await documentsAt(db, schema, revision - 1)
  const { merged, conflicts } = merge3(after, state.documents, before)
  const freed = giveFreeKeys(state.documents, merged)
  const real = conflicts.filter((conflict) => !isKeyClash(conflict))
  const changes = documentChanges(state.documents, freed.documents)
  const states = await templatesBefore(db, schema, revision, state.revision)
  if (real.length === 0 && changes.length === 0 && states.length === 0) throw new AppError('revision.nothing_to_undo')
  const touchesSystem = changes.some(({ before: now, after: then }) => (now ?? then)?.system === true)
  if (touchesSystem && !isSystemActor(actor)) throw new AppError('document.system')
  const touchesRoles = changes.some(({ before: now, after: then }) => (now ?? then)?.kind === 'role')
  if (touchesRoles && !isAdministrator(actor)) throw new AppError('access.denied')
  return {
    documents: freed.documents,
    undoes: revision,
    ...(states.length === 0 ? {} : { template: { states } }),
    hazards: [...real.map((conflict) => conflictHazard(conflict, state.documents, before)), ...freed.hazards],
  }
}

/** Both sides have an object or field of that name: the restored one gets another key, nobody has to be asked. */
const isKeyClash = ({ property, base }: MergeConflict): boolean => property === 'key' && base === undefined

function conflictHazard(
  conflict: MergeConflict,
  now: ReadonlyMap<string, StoredDocument>,
  before: ReadonlyMap<string, StoredDocument>,
): Hazard {
  const document = now.get(conflict.documentId) ?? before.get(conflict.documentId)
  const [list = '', id = ''] = conflict.partPath
  const part = partOf(document, list, id) ?? partOf(before.get(conflict.documentId), list, id)
  const name = [document?.key ?? conflict.documentId, ...(part === undefined ? [] : [part.key])].join('.')
  const label = part?.label ?? (document === undefined ? conflict.documentId : labelOfDocument(document))
  const sample = (value: unknown, reason: Localized): Hazard['samples'][number] => ({
    id: conflict.documentId,
    title: [...conflict.partPath.slice(2), conflict.property].filter((step) => step !== '').join('.') || null,
    value: value ?? null,
    reason,
  })
  return {
    id: `undo.conflict:${name}`,
    severity: 'block',
    message: describeProblem('undo.conflict', { label }),
    rows: 0,
    samples: [
      sample(conflict.mine, { 'zh-CN': '现在的值', en: 'the value today' }),
      sample(conflict.theirs, { 'zh-CN': '撤销后应恢复的值', en: 'the value before the change' }),
    ],
  }
}

function partOf(
  document: StoredDocument | undefined,
  list: string,
  id: string,
): { key: string; label: Localized } | undefined {
  const members = document?.[list]
  if (!Array.isArray(members)) return undefined
  const found = (members as readonly unknown[]).find(
    (member) => typeof member === 'object' && member !== null && 'id' in member && member.id === id,
  ) as Readonly<Record<string, unknown>> | undefined
  if (found === undefined) return undefined
  const key = typeof found.key === 'string' ? found.key : id
  return { key, label: (found.label as Localized | undefined) ?? key }
}
