import { buildReferenceIndex, describeProblem, localize } from '@tessera/metadata'
import type { Locale, Localized, StoredDocument, Texts } from '@tessera/metadata'
import { compileCatalog } from '../catalog/compile-catalog.js'
import type { CompiledCatalog } from '../catalog/compile-catalog.js'
import type { Catalog, CatalogProblem, PhysicalName } from '../catalog/catalog.js'
import type { StoredState } from '../catalog/load-catalog.js'
import { changedFields } from '../catalog/take-over.js'
import { workspaceSettings } from '../catalog/workspace-settings.js'
import type { EngineContext } from '../engine-context.js'
import { checkDocumentFormulas } from './check-document-formulas.js'
import { findConversions } from './conversions/find-conversions.js'
import type { Conversion } from './conversions/find-conversions.js'
import { documentChanges } from './document-changes.js'
import { changedObjects } from './installed.js'
import type { Installed } from './installed.js'
import { applyPartChanges, partChanges } from './part-changes.js'
import type { MovedColumn, PartChange } from './physical-part.js'
import type { Proposal } from './prepared-change.js'
import { wantedParts } from './wanted-parts.js'

export interface CompiledNext {
  readonly next: Catalog
  readonly parts: readonly PartChange[]
  readonly conversions: readonly Conversion[]
  /** All physical names after the change. */
  readonly physical: readonly PhysicalName[]
  /** Of all documents; formulas, cycles and references to what is not there. */
  readonly problems: readonly CatalogProblem[]
}

/** Compiles documents of a person: to type-check them and to find the stored form of their formulas. New parts have no names. */
export function compileDraft(
  context: EngineContext,
  { state, catalog }: Installed,
  documents: ReadonlyMap<string, StoredDocument>,
): CompiledCatalog {
  const workspace = { ...state.workspace, ...workspaceSettings(documents.values(), state.workspace.key) }
  return compileCatalog({
    workspace,
    revision: state.revision + 1,
    documents,
    physical: [],
    fieldTypes: context.fieldTypes,
    actions: context.actions,
    earlier: { catalog, renamed: new Set() },
  })
}

/** Compiles the documents of the next revision, with the physical names they would have. */
export function compileNext(
  context: EngineContext,
  installed: Installed,
  { documents, draft = compileDraft(context, installed, documents).catalog, undoes }: Omit<Proposal, 'hazards'>,
  hiddenOptions: StoredState['hiddenOptions'],
): CompiledNext {
  const { state, catalog: now, isComplete } = installed
  const within = isComplete ? objectsWithChangedParts(now, draft) : undefined
  const conversions = findConversions(installed, draft, undoes)
  const moved = (part: PhysicalName): MovedColumn | undefined =>
    part.kind === 'column' ? conversions.get(`${part.objectId}/${part.partId}`) : undefined
  const parts = partChanges(wantedParts(draft, within), state.physical, within, moved)
  const physical = applyPartChanges(state.physical, parts)
  const { catalog: next, problems } = compileCatalog({
    workspace: draft.workspace,
    revision: draft.revision,
    documents,
    physical,
    fieldTypes: context.fieldTypes,
    actions: context.actions,
    hiddenOptions,
    earlier: { catalog: now, renamed: new Set(parts.map(({ part }) => part.objectId)) },
  })
  return {
    next,
    parts,
    conversions: [...conversions.values()],
    physical,
    problems: [...problems, ...problemsInDocuments(now, next)],
  }
}

/** Objects whose tables, columns or indexes may have to change: those that differ, and those of views that differ. */
function objectsWithChangedParts(now: Catalog, next: Catalog): ReadonlySet<string> {
  const objects = changedObjects(now, next)
  for (const { before, after } of documentChanges(now.documents, next.documents)) {
    for (const document of [before, after]) if (typeof document?.object === 'string') objects.add(document.object)
  }
  return objects
}

/**
 * What is wrong with references and with formulas outside of objects. What nobody touched can only break when something that
 * was there is gone or means something else.
 */
function problemsInDocuments(now: Catalog, next: Catalog): CatalogProblem[] {
  const isGone = [...now.documents.keys()].some((id) => !next.documents.has(id))
  const asked =
    isGone || changedFields(now, next).size > 0
      ? next.documents
      : new Map([...next.documents].filter(([id, document]) => now.documents.get(id) !== document))
  return [...checkDocumentFormulas(next, asked.values()), ...danglingReferences(asked, now, next)]
}

/** References to documents and fields that the set does not have, with the labels people knew them by. */
function danglingReferences(
  asked: ReadonlyMap<string, StoredDocument>,
  now: Catalog,
  catalog: Catalog,
): CatalogProblem[] {
  const fields = new Set([...catalog.objects.values()].flatMap((object) => object.fields.map(({ id }) => id)))
  return buildReferenceIndex(asked).usages.flatMap(({ target, source }): CatalogProblem[] => {
    const isThere =
      target.type === 'document' ? catalog.documents.has(target.id) : target.type === 'option' || fields.has(target.id)
    if (isThere) return []
    const label = labelBefore(now, target.id)
    const said = (locale: Locale): string =>
      describeProblem('reference.deleted', { name: localize(label, locale) })[locale]
    const message: Texts = { 'zh-CN': said('zh-CN'), en: said('en') }
    return [{ documentId: source.documentId, pointer: source.path, code: 'reference.deleted', message }]
  })
}

/** What people call what is gone: its id says nothing to them. */
function labelBefore({ objects, documents }: Catalog, id: string): Localized {
  const field = [...objects.values()].flatMap((object) => object.fields).find((one) => one.id === id)
  const document = documents.get(id) as { readonly label?: Localized } | undefined
  return field?.label ?? document?.label ?? id
}
