import { toStored } from '@tessera/formula'
import { mapFormulas } from '@tessera/metadata'
import type { StoredDocument } from '@tessera/metadata'
import type { Catalog } from '../catalog/catalog.js'
import { formulaScope } from '../catalog/formula-scope.js'
import { objectBodies } from '../catalog/object-body.js'
import { compileAtPlace, scopeOfPlace } from './document-formulas.js'

/** The document with its formulas in stored form: ids in place of the names they had in `catalog`, whose documents they are part of. */
export function storeFormulas(catalog: Catalog, document: StoredDocument): StoredDocument {
  return mapFormulas(document, (text, root, pointer, place) => {
    if (document.kind !== 'object') {
      const about = scopeOfPlace(catalog, document, root, place)
      if (about === undefined) return text
      const { want } = compileAtPlace(catalog, about, text, place)
      return toStored(text, about, want).stored ?? text
    }
    const object = catalog.objects.get(root ?? '')
    if (object === undefined) return text
    const scope = formulaScope(catalog, object, { me: true, old: true })
    const field = fieldOfDefault(document, pointer)
    const type = field === undefined ? undefined : object.fieldsById.get(field)?.formulaType
    return toStored(text, scope, type === undefined ? {} : { type }).stored ?? text
  })
}

/** The field whose default stands at a pointer: a bare `"new"` is an option there, so that it follows a renamed key. */
function fieldOfDefault(document: StoredDocument, pointer: string): string | undefined {
  const index = /^\/fields\/(\d+)\/default$/.exec(pointer)?.[1]
  return index === undefined ? undefined : objectBodies([document])[0]?.fields[Number(index)]?.id
}
