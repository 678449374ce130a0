import { isEqualJson } from '@tessera/metadata'
import type { StoredDocument } from '@tessera/metadata'
import { compileNext } from './compile-next.js'
import type { CompiledNext } from './compile-next.js'
import { documentChanges } from './document-changes.js'
import type { DocumentChange } from './document-changes.js'
import type { PrepareInput } from './prepare-change.js'
import type { Proposal, RemovedOption } from './prepared-change.js'
import { removedOptions, withRemovedOptions } from './removed-options.js'
import type { StoredState } from '../catalog/load-catalog.js'

/** A proposal compiled against today, before any record is asked. */
export interface CompiledProposal extends CompiledNext {
  /** The documents wanted; those that say what they said are the very same. */
  readonly wanted: ReadonlyMap<string, StoredDocument>
  readonly documents: readonly DocumentChange[]
  readonly removed: readonly RemovedOption[]
  readonly hiddenOptions: StoredState['hiddenOptions']
}

/** Compiles what somebody wants in place of today's documents. */
export function compileProposal({ context, state, installed }: PrepareInput, proposal: Proposal): CompiledProposal {
  const wanted = withKnown(state.documents, proposal.documents)
  const documents = documentChanges(state.documents, wanted)
  const removed = removedOptions(documents)
  const hiddenOptions = withRemovedOptions(state.hiddenOptions, removed)
  const compiled = compileNext(context, installed, { ...proposal, documents: wanted }, hiddenOptions)
  return { ...compiled, wanted, documents, removed, hiddenOptions }
}

/** The documents wanted, those that say what they said as the very same: they are not compared again. */
function withKnown(
  now: ReadonlyMap<string, StoredDocument>,
  wanted: ReadonlyMap<string, StoredDocument>,
): ReadonlyMap<string, StoredDocument> {
  return new Map(
    [...wanted].map(([id, document]) => {
      const known = now.get(id)
      return [id, known !== undefined && isEqualJson(known, document) ? known : document]
    }),
  )
}
