import { describeProblem, buildReferenceIndex } from '@tessera/metadata'
import type { StoredDocument, Texts } from '@tessera/metadata'
import { compileCatalog } from '../catalog/compile-catalog.js'
import type { Catalog, CatalogProblem } from '../catalog/catalog.js'
import type { StoredState } from '../catalog/load-catalog.js'
import { workspaceSettings } from '../catalog/workspace-settings.js'
import type { EngineContext } from '../engine-context.js'
import { checkDocumentFormulas } from './check-document-formulas.js'
import { applyPartChanges, partChanges } from './part-changes.js'
import type { PartChange } from './physical-part.js'
import type { Proposal } from './prepared-change.js'
import { wantedParts } from './wanted-parts.js'

export interface CompiledNext {
  readonly next: Catalog
  readonly parts: readonly PartChange[]
  /** Of all documents; formulas, cycles and references to what is not there. */
  readonly problems: readonly CatalogProblem[]
}

/** Compiles documents without physical names: to type-check them and to find the stored form of their formulas. */
export function compileDraft(
  context: EngineContext,
  state: StoredState,
  documents: ReadonlyMap<string, StoredDocument>,
): { catalog: Catalog; problems: readonly CatalogProblem[] } {
  const workspace = { ...state.workspace, ...workspaceSettings(documents.values(), state.workspace.key) }
  const revision = state.revision + 1
  return compileCatalog({ workspace, revision, documents, physical: [], fieldTypes: context.fieldTypes })
}

/** Compiles the documents of the next revision, with the physical names they would have. */
export function compileNext(
  context: EngineContext,
  state: StoredState,
  { documents, draft = compileDraft(context, state, documents).catalog }: Pick<Proposal, 'documents' | 'draft'>,
  hiddenOptions: StoredState['hiddenOptions'],
): CompiledNext {
  const parts = partChanges(wantedParts(draft), state.physical)
  const { workspace, revision } = draft
  const physical = applyPartChanges(state.physical, parts)
  const compiled = compileCatalog({
    workspace,
    revision,
    documents,
    physical,
    fieldTypes: context.fieldTypes,
    hiddenOptions,
  })
  const problems = [
    ...compiled.problems,
    ...checkDocumentFormulas(compiled.catalog, documents.values()),
    ...danglingReferences(documents, compiled.catalog),
  ]
  return { next: compiled.catalog, parts, problems }
}

/** References to documents and fields that the set does not have. */
function danglingReferences(documents: ReadonlyMap<string, StoredDocument>, catalog: Catalog): CatalogProblem[] {
  const fields = new Set([...catalog.objects.values()].flatMap((object) => object.fields.map(({ id }) => id)))
  return buildReferenceIndex(documents).usages.flatMap(({ target, source }): CatalogProblem[] => {
    const isThere =
      target.type === 'document' ? documents.has(target.id) : target.type === 'option' || fields.has(target.id)
    if (isThere) return []
    const message: Texts = describeProblem('reference.deleted', { name: target.id })
    return [{ documentId: source.documentId, pointer: source.path, code: 'reference.deleted', message }]
  })
}
