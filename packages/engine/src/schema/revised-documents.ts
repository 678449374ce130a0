import { toWireDocument } from '@tessera/metadata'
import type { RevisedDocument, StoredDocument } from '@tessera/metadata'
import { documentChanges } from './document-changes.js'
import { documentNames } from './document-names.js'
import { documentsAt } from './documents-at.js'
import type { PrepareInput } from './prepare-change.js'

/** The documents a revision changed, before and after it, each with the keys of its time. */
export async function revisedDocuments(
  { db, state, ledger }: PrepareInput,
  revision: number,
): Promise<readonly RevisedDocument[]> {
  const sets = [
    await documentsAt(db, state.workspace.schema, revision - 1),
    await documentsAt(db, state.workspace.schema, revision),
  ] as const
  const [before, after] = sets.map((documents) => documentNames(documents, ledger))
  const print = (document: StoredDocument | undefined, names: typeof before): RevisedDocument['before'] =>
    document === undefined || names === undefined ? null : toWireDocument(document, names)
  return documentChanges(...sets).map((change) => ({
    before: print(change.before, before),
    after: print(change.after, after),
  }))
}
