import { localize } from '@tessera/metadata'
import type { Locale, Localized, SecretEntry, WorkflowDocument } from '@tessera/metadata'
import type { Catalog } from '../catalog/catalog.js'

/** The published workflows that send a secret, by its name. */
export function usersOf(catalog: Catalog, name: string, locale: Locale): SecretEntry['usedBy'] {
  return [...catalog.documents.values()].flatMap((document) => {
    if (document.kind !== 'workflow') return []
    const { nodes } = document as unknown as WorkflowDocument
    const isUsed = nodes.some(({ config }) => {
      const { headers } = config as { readonly headers?: unknown }
      return Array.isArray(headers) && headers.some((header) => (header as { secret?: unknown }).secret === name)
    })
    return isUsed ? [{ key: document.key, label: localize(document['label'] as Localized, locale) }] : []
  })
}
