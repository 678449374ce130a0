import { describeProblem } from '@tessera/metadata'
import type { Hazard, Localized, StoredDocument, Usage } from '@tessera/metadata'
import type { CatalogProblem } from '../catalog/catalog.js'
import { labelOfDocument } from './summarize-changes.js'

/** Where a problem of a document sits, as people know it. */
interface Place {
  /** `visit.cost`, or the key of the document. */
  readonly name: string
  readonly label: Localized
}

/**
 * Blocks for what would break in documents a change does not touch: one per part, with the first reason. Its place is
 * listed in the usages of the plan.
 */
export function brokenReferences(
  documents: ReadonlyMap<string, StoredDocument>,
  problems: readonly CatalogProblem[],
): { hazards: Hazard[]; usages: Usage[] } {
  const hazards = new Map<string, Hazard>()
  const usages = new Map<string, Usage>()
  for (const problem of problems) {
    const document = documents.get(problem.documentId)
    if (document === undefined) continue
    const { name, label } = placeOf(document, problem.pointer)
    const id = `reference.broken:${name}`
    const message = describeProblem('reference.broken', { label, reason: problem.message })
    if (!hazards.has(id)) hazards.set(id, { id, severity: 'block', message, rows: 0, samples: [] })
    usages.set(`${document.id}${problem.pointer}`, {
      kind: document.kind,
      key: document.key,
      path: problem.pointer,
      label,
    })
  }
  return { hazards: [...hazards.values()], usages: [...usages.values()] }
}

function placeOf(document: StoredDocument, pointer: string): Place {
  const [, list = '', index = ''] = pointer.split('/')
  const members = document[list]
  const part = Array.isArray(members) ? (members[Number(index)] as unknown) : undefined
  if (typeof part !== 'object' || part === null || !('key' in part || list === 'nodes')) {
    return { name: document.key, label: labelOfDocument(document) }
  }
  // The node of a workflow has no key; its id is its author's.
  const name = String('key' in part ? part.key : 'id' in part ? part.id : index)
  const label = 'label' in part ? (part.label as Localized) : 'key' in part ? name : labelOfDocument(document)
  return { name: `${document.key}.${name}`, label }
}
