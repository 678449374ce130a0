import type { WireDocument } from '@tessera/metadata'
import { isChanged, type DraftDocuments } from './draft-state'

/** A document as designers see it, and what the draft calls it. `published` is null for a new one. */
export interface MergedEntry {
  readonly name: string
  readonly document: WireDocument
  readonly published: WireDocument | null
  readonly isChanged: boolean
}

/**
 * The published documents with the draft over them: touched ones as the draft has them, deleted ones left out, new ones
 * behind. Documents that were not touched are those of today.
 */
export function mergeOverPublished(published: readonly WireDocument[], draft: DraftDocuments): readonly MergedEntry[] {
  const touched = Object.entries(draft)
  const byId = new Map(touched.flatMap(([name, one]) => (one.published?.id ? [[one.published.id, name] as const] : [])))
  // Published this moment, perhaps by this very draft: one of the two is shown.
  const isTwin = (one: WireDocument): boolean =>
    touched.some(
      ([, { published: side, document }]) =>
        side === null && document?.kind === one.kind && document.key.toLowerCase() === one.key.toLowerCase(),
    )
  const used = new Set<string>()
  const entries = published.flatMap((document): MergedEntry[] => {
    const name = byId.get(document.id ?? '')
    if (name === undefined) {
      if (isTwin(document)) return []
      return [{ name: freeName(document, draft), document, published: document, isChanged: false }]
    }
    used.add(name)
    const own = draft[name]
    if (own === undefined || own.document === null) return []
    return [{ name, document: own.document, published: own.published, isChanged: isChanged(own) }]
  })
  const further = touched.flatMap(([name, own]): MergedEntry[] =>
    used.has(name) || own.document === null
      ? []
      : [{ name, document: own.document, published: own.published, isChanged: true }],
  )
  return [...entries, ...further]
}

/** What the draft will call a document: its kind and key, with a number where another one has that name. */
export function freeName({ kind, key }: { kind: string; key: string }, draft: DraftDocuments): string {
  const plain = `${kind}/${key}`
  if (draft[plain] === undefined) return plain
  for (let n = 2; ; n += 1) if (draft[`${plain}~${n}`] === undefined) return `${plain}~${n}`
}
