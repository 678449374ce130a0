import { AppError, buildReferenceIndex, toWireDocument } from '@tessera/metadata'
import type { ReferenceIndex, StoredDocument, UsageSource, WireDocument } from '@tessera/metadata'
import { may, requireCapability } from '../access/capabilities.js'
import { compileAccess } from '../access/compile-access.js'
import { visibleDocuments } from '../access/visible-documents.js'
import type { Actor, Documents } from '../contract.js'
import type { Catalog } from '../catalog/catalog.js'
import { objectBodies } from '../catalog/object-body.js'
import type { EngineContext } from '../engine-context.js'
import { documentNames } from './document-names.js'
import { toUsage } from './hidden-usages.js'
import { Ledger } from './ledger.js'

/** Documents as people read them: today's keys in place of ids, without what is hidden from them. */
export function createDocuments(context: EngineContext): Documents {
  const visible = async (actor: Actor): Promise<{ catalog: Catalog; documents: readonly StoredDocument[] }> => {
    const catalog = await context.catalogs.refresh(actor.workspace)
    if (may(catalog, actor, 'studio')) return { catalog, documents: [...catalog.documents.values()] }
    return { catalog, documents: visibleDocuments(catalog, compileAccess(catalog, actor), actor) }
  }
  const find = async (
    actor: Actor,
    kind: string,
    key: string,
  ): Promise<{ catalog: Catalog; document: StoredDocument }> => {
    const { catalog, documents } = await visible(actor)
    const document = documents.find((candidate) => candidate.kind === kind && candidate.key === key)
    if (document === undefined) throw new AppError('document.not_found')
    return { catalog, document }
  }
  return {
    revision: async (actor) => (await context.catalogs.refresh(actor.workspace)).revision,
    list: async (actor, { kinds }) => {
      const { catalog, documents } = await visible(actor)
      const wanted = documents.filter(({ kind }) => kinds === undefined || kinds.includes(kind))
      return { revision: catalog.revision, documents: wanted.map(printer(catalog)) }
    },
    get: async (actor, kind, key) => {
      const { catalog, document } = await find(actor, kind, key)
      return { revision: catalog.revision, document: printer(catalog)(document) }
    },
    usages: async (actor, kind, key, field) => {
      // Roles and workflows are among the places, and documents the actor may not see.
      await requireCapability(context, actor, 'studio')
      const { catalog, document } = await find(actor, kind, key)
      const sources = usagesOf(buildReferenceIndex(catalog.documents), document, field)
      return { usages: sources.map(toUsage) }
    },
  }
}

/** Prints documents of a catalog: a published catalog refers to nothing that is gone, so no ledger of old labels is needed. */
function printer(catalog: Catalog): (document: StoredDocument) => WireDocument {
  const names = documentNames(catalog.documents, new Ledger())
  return (document) => toWireDocument(document, names)
}

/** Where a document, or one field of an object, is used, itself left out. Errors: 404 document.not_found. */
function usagesOf(
  index: ReferenceIndex,
  document: StoredDocument,
  fieldKey: string | undefined,
): readonly UsageSource[] {
  const [body] = objectBodies([document])
  const fields = body?.fields ?? []
  if (fieldKey !== undefined) {
    const field = fields.find(({ key }) => key === fieldKey)
    if (field === undefined) throw new AppError('document.not_found')
    return index.ofField(field.id)
  }
  const outside = fields.flatMap(({ id }) => index.ofField(id)).filter(({ documentId }) => documentId !== document.id)
  const all = [...index.ofDocument(document.id), ...outside]
  return [...new Map(all.map((source) => [`${source.documentId}${source.path}`, source])).values()]
}
