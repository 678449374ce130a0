import { buildReferenceIndex } from '@tessera/metadata'
import type { ReferenceIndex, StoredDocument, Usage, UsageSource } from '@tessera/metadata'
import type { ObjectBody } from '../catalog/object-body.js'
import { fieldChanges } from './document-changes.js'
import type { DocumentChange } from './document-changes.js'

/** Where documents and fields that a change hides are used today, outside of themselves. */
export function hiddenUsages(now: ReadonlyMap<string, StoredDocument>, changes: readonly DocumentChange[]): Usage[] {
  let built: ReferenceIndex | undefined
  const index = (): ReferenceIndex => (built ??= buildReferenceIndex(now))
  const found = changes.flatMap(({ before, after }) => {
    if (before === undefined) return []
    if (after === undefined) {
      const fields = before.kind === 'object' ? (before as unknown as ObjectBody).fields : []
      const sources = [...index().ofDocument(before.id), ...fields.flatMap(({ id }) => index().ofField(id))]
      return sources.filter(({ documentId }) => documentId !== before.id)
    }
    if (before.kind !== 'object') return []
    const gone = fieldChanges(before as unknown as ObjectBody, after as unknown as ObjectBody).filter(
      (change) => change.after === undefined,
    )
    return gone.flatMap((change) => index().ofField(change.before?.id ?? ''))
  })
  return [...new Map(found.map((source) => [`${source.documentId}${source.path}`, toUsage(source)])).values()]
}

/** A usage as the API shows it. */
export function toUsage({ kind, key, path, label }: UsageSource): Usage {
  return { kind, key, path, label }
}
