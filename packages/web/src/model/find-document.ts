import type { WireDocument } from '@tessera/metadata'

/** The document with this id, else the one of this kind and key. */
export function findDocument(
  documents: readonly WireDocument[],
  { id, kind, key }: { readonly id?: string | undefined; readonly kind: string; readonly key: string },
): WireDocument | undefined {
  const same = id === undefined ? undefined : documents.find((document) => document.id === id)
  return same ?? (id === undefined ? documents.find((one) => one.kind === kind && one.key === key) : undefined)
}
