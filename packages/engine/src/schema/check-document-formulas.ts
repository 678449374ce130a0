import { describeProblem, mapFormulas, referencePlaces, toPointer } from '@tessera/metadata'
import type { ReferencePlace, StoredDocument, Texts } from '@tessera/metadata'
import type { Expression, FormulaProblem } from '@tessera/formula'
import type { Catalog, CatalogProblem } from '../catalog/catalog.js'
import { encryptedField, encryptedProblem, sealCondition } from '../encryption/seal-condition.js'
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
      const compiled = compileAtPlace(catalog, scope, text, place)
      const sealed = compiled.expression === undefined ? undefined : sealedProblem(catalog, compiled.expression, place)
      for (const problem of sealed === undefined ? compiled.problems : [...compiled.problems, sealed]) {
        problems.push({ documentId: document.id, pointer, ...problem })
      }
      return text
    })
    problems.push(...checkSetFields(catalog, document))
  }
  return problems
}

/**
 * Encrypted fields in formulas of other documents: PostgreSQL compares them for equality alone; screens and conditions of runs may
 * judge by them; texts and values that runs write down may not hold them.
 */
function sealedProblem(catalog: Catalog, expression: Expression, place: ReferencePlace): FormulaProblem | undefined {
  const { rule } = place
  if (rule.at.at(-1) === 'filter') {
    const sealed = sealCondition(catalog, expression)
    return 'problem' in sealed ? sealed.problem : undefined
  }
  if (rule.gives === 'boolean' && rule.at.at(-1) !== 'rows') return undefined
  const read = encryptedField(expression, (object, field) => catalog.objects.get(object)?.fieldsById.get(field))
  return read === undefined ? undefined : encryptedProblem(read.label)
}

const writable: Texts = { 'zh-CN': '可填写、未加密的字段', en: 'a field that people fill in and that is not encrypted' }

/** Fields that workflow nodes set must be ones that a writer may send; what runs write down is not encrypted. */
function checkSetFields(catalog: Catalog, document: StoredDocument): CatalogProblem[] {
  return referencePlaces(document).flatMap(({ rule, path, value, root }): CatalogProblem[] => {
    if (rule.at.slice(-3).join('/') !== 'values/*/field' || root === undefined || 'self' in root) return []
    const field = catalog.objects.get(root.name)?.fieldsById.get(value)
    if (field === undefined || (field.writable && !field.encrypted)) return []
    const message = describeProblem('reference.wrong_type', { name: field.key, expected: writable })
    return [{ documentId: document.id, pointer: toPointer(path), code: 'reference.wrong_type', message }]
  })
}
