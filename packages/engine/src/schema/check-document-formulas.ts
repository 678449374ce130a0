import { describeProblem, mapFormulas, referencePlaces, toPointer } from '@tessera/metadata'
import type { StoredDocument, Texts } from '@tessera/metadata'
import type { Catalog, CatalogProblem } from '../catalog/catalog.js'
import { compileAtPlace, scopeOfPlace } from './document-formulas.js'

/**
 * Problems of the formulas in documents other than objects (filters of views, visibility, triggers, what workflow nodes set
 * and say), which the catalog does not hold: each must give what its place asks for.
 */
export function checkDocumentFormulas(catalog: Catalog, documents: Iterable<StoredDocument>): CatalogProblem[] {
  const problems: CatalogProblem[] = []
  for (const document of documents) {
    if (document.kind === 'object') continue
    mapFormulas(document, (text, root, pointer, place) => {
      const scope = scopeOfPlace(catalog, document, root, place)
      if (scope === undefined) return text
      for (const problem of compileAtPlace(catalog, scope, text, place).problems) {
        problems.push({ documentId: document.id, pointer, ...problem })
      }
      return text
    })
    problems.push(...checkSetFields(catalog, document))
  }
  return problems
}

const writable: Texts = { 'zh-CN': '可填写的字段', en: 'a field that people fill in' }

/** Fields that workflow nodes set must be ones that a writer may send. */
function checkSetFields(catalog: Catalog, document: StoredDocument): CatalogProblem[] {
  return referencePlaces(document).flatMap(({ rule, path, value, root }): CatalogProblem[] => {
    if (rule.at.slice(-3).join('/') !== 'values/*/field' || root === undefined || 'self' in root) return []
    const field = catalog.objects.get(root.name)?.fieldsById.get(value)
    if (field === undefined || field.writable) return []
    const message = describeProblem('reference.wrong_type', { name: field.key, expected: writable })
    return [{ documentId: document.id, pointer: toPointer(path), code: 'reference.wrong_type', message }]
  })
}
