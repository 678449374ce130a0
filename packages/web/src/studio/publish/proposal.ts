import type { Change, MergeConflict, WireDocument } from '@tessera/metadata'
import { findDocument } from '@/model/find-document'
import type { DraftDocuments, DraftState } from '../draft/draft-state'
import { mergeDocuments } from '../draft/merge-documents'
import { changesOf } from './changes-of'

/** What would be published: against which revision, and which document of the draft each change is. */
export interface Proposal {
  readonly base: number
  readonly changes: readonly Change[]
  readonly names: readonly string[]
}

/** The same place, changed here and by somebody who published meanwhile. */
export interface DraftConflict extends MergeConflict {
  readonly id: string
  /** Name of the document in the draft. */
  readonly name: string
  readonly document: WireDocument
}

/** The draft as it is, on its own base: the server merges it with what others have published since. */
export function plainProposal({ base, documents }: DraftState): Proposal {
  return { base, ...changesOf(documents) }
}

/** Where the draft and today's documents differ so that a person must choose. */
export function conflictsOf(documents: DraftDocuments, published: readonly WireDocument[]): readonly DraftConflict[] {
  return Object.entries(documents).flatMap(([name, { published: base, document }]) => {
    const today = todaysOf(base ?? document, published)
    const { conflicts } = mergeDocuments(base, document, today)
    const shown = document ?? base
    if (shown === null) return []
    return conflicts.map((conflict) => ({ ...conflict, id: conflictId(name, conflict), name, document: shown }))
  })
}

/**
 * The draft merged into today's documents, on today's revision. `theirs`: ids of conflicts in which the published side was
 * chosen.
 */
export function mergedProposal(
  documents: DraftDocuments,
  published: readonly WireDocument[],
  revision: number,
  theirs: ReadonlySet<string>,
): Proposal {
  const merged = Object.entries(documents).map(([name, { published: base, document }]) => {
    const today = todaysOf(base ?? document, published)
    const result = mergeDocuments(base, document, today, (conflict) => theirs.has(conflictId(name, conflict)))
    return [name, { published: today, document: result.document }] as const
  })
  return { base: revision, ...changesOf(Object.fromEntries(merged)) }
}

function todaysOf(document: WireDocument | null, published: readonly WireDocument[]): WireDocument | null {
  return document === null ? null : (findDocument(published, document) ?? null)
}

function conflictId(name: string, { partPath, property }: MergeConflict): string {
  return [name, ...partPath, property].join('|')
}
