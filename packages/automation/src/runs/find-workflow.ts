import type { Catalog } from '@tessera/engine'
import { AppError, type StoredDocument } from '@tessera/metadata'

/** The live document of a workflow. Errors: document.not_found. */
export function findWorkflow({ documents }: Catalog, key: string): StoredDocument {
  for (const document of documents.values()) if (document.kind === 'workflow' && document.key === key) return document
  throw new AppError('document.not_found')
}
