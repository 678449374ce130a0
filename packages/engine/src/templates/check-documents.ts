import { compile } from '@tessera/formula'
import {
  createResolver,
  documentsBeside,
  identifyDocuments,
  neededPackages,
  placeDocuments,
  toStoredDocument,
} from '@tessera/metadata'
import type { FieldProblem, StoredDocument, TemplatePackage } from '@tessera/metadata'
import type { Catalog } from '../catalog/catalog.js'
import { compileCatalog } from '../catalog/compile-catalog.js'
import { formulaScope } from '../catalog/formula-scope.js'
import type { CatalogExtensions } from '../catalog/load-catalog.js'
import { workspaceSettings } from '../catalog/workspace-settings.js'
import { checkDocumentFormulas } from '../schema/check-document-formulas.js'
import { hashText } from '../schema/document-hash.js'
import { startingDocuments } from './starting-documents.js'

/**
 * What is wrong with a package that only a catalog shows: formulas, cycles, roll-ups, stages, filters of its scenarios. A catalog is
 * compiled from the documents every workspace starts with, those of the needed packages, and the package's own, without a database.
 * The package must have passed `checkPackage` with the same needed packages. Pointers lead into the package.
 *
 * Errors: those of publishing documents: `formula.*`, `reference.*`, `stages.*`, …
 */
export function checkTemplateDocuments(
  template: TemplatePackage,
  needed: readonly TemplatePackage[],
  extensions: CatalogExtensions,
): readonly FieldProblem[] {
  const beside = documentsBeside(startingDocuments, neededPackages(template.manifest, needed))
  const placed = placeDocuments(template.documents, beside)
  const documents = [...placed.beside, ...placed.own.map(({ document }) => document)]
  const all = storedDocuments(documents, extensions)
  const own = all.slice(placed.beside.length)
  const { catalog, problems } = compileCatalog({
    workspace: { key: 'template', schema: 'template', ...workspaceSettings(own, 'template') },
    revision: 1,
    documents: new Map(all.map((document) => [document.id, document])),
    physical: [],
    ...extensions,
  })
  const places = new Map(own.map(({ id }, index) => [id, index]))
  const inDocuments = [...problems, ...checkDocumentFormulas(catalog, own)].flatMap(
    ({ documentId, pointer, ...problem }): FieldProblem[] => {
      const index = places.get(documentId)
      const at = index === undefined ? undefined : placed.own[index]?.pointerIn(pointer)
      return at === undefined ? [] : [{ path: `/documents/${index}${at}`, ...problem }]
    },
  )
  return inDocuments.length > 0 ? inDocuments : checkFilters(template, catalog)
}

/** Documents with ids in place of keys; formulas stay as people wrote them, so that spans fit. */
function storedDocuments(
  documents: TemplatePackage['documents'],
  { fieldTypes }: CatalogExtensions,
): readonly StoredDocument[] {
  const incoming = identifyDocuments(documents, hashText)
  const resolver = createResolver({ stored: [], incoming, fieldTypes: fieldTypes.definitions })
  return incoming.map((document) => toStoredDocument(document, resolver).document)
}

/** The filters that scenarios count by. */
function checkFilters({ scenarios }: TemplatePackage, catalog: Catalog): readonly FieldProblem[] {
  const objects = new Map([...catalog.objects.values()].map((object) => [object.key, object]))
  return scenarios.flatMap(({ steps, people = {} }, index) => {
    const names = new Set([...Object.keys(people), ...steps.flatMap((step) => ('as' in step ? (step.as ?? []) : []))])
    return steps.flatMap((step, at): readonly FieldProblem[] => {
      const object = 'count' in step ? objects.get(step.count) : undefined
      if (object === undefined || !('count' in step) || step.filter === undefined) return []
      const scope = formulaScope(catalog, object, { me: true, old: false })
      const { problems } = compile(withIds(step.filter, names), scope, { type: 'boolean' })
      return problems.map(({ span: _span, ...problem }) => ({
        path: `/scenarios/${index}/steps/${at}/filter`,
        ...problem,
      }))
    })
  })
}

const anyId = '"00000000-0000-7000-8000-000000000000"'

/** A filter with ids in place of `@name`, quoted or not; other signs of this kind are left for the formula language to judge. */
function withIds(filter: string, names: ReadonlySet<string>): string {
  return filter.replaceAll(/"@([^"@\s]+)"|@([\p{L}\p{N}_-]+)/gu, (whole, quoted?: string, bare?: string) =>
    names.has(quoted ?? bare ?? '') ? anyId : whole,
  )
}
