import { compile } from '@tessera/formula'
import { mapFormulas } from '@tessera/metadata'
import type { StoredDocument } from '@tessera/metadata'
import type { Catalog, CatalogProblem } from '../catalog/catalog.js'
import { formulaScope } from '../catalog/formula-scope.js'

/** Kinds whose conditions are asked while a record changes. */
const mayUseOld: ReadonlySet<string> = new Set(['workflow', 'layout'])

/**
 * Problems of the conditions in documents other than objects (filters of views, visibility, triggers), whose formulas the
 * catalog does not hold. All of them are yes-or-no questions about a record.
 */
export function checkDocumentFormulas(catalog: Catalog, documents: Iterable<StoredDocument>): CatalogProblem[] {
  const problems: CatalogProblem[] = []
  for (const document of documents) {
    if (document.kind === 'object') continue
    mapFormulas(document, (text, root, pointer) => {
      const object = catalog.objects.get(root ?? '')
      if (object === undefined) return text
      const scope = formulaScope(catalog, object, { me: true, old: mayUseOld.has(document.kind) })
      for (const problem of compile(text, scope, { type: 'boolean' }).problems) {
        problems.push({ documentId: document.id, pointer, ...problem })
      }
      return text
    })
  }
  return problems
}
