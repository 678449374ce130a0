/**
 * Between the two forms of a document. People write and read keys (wire form); what is kept refers by id (stored form), so
 * that renaming is free. On the way in: `assignIds` → `createResolver` → `toStoredDocument` → (compile) → `mapFormulas`;
 * on the way out: `toWireDocument`.
 */
import type { DocumentKind, StoredDocument, WireDocument } from '../documents/document.js'
import { fieldOfOption, mapReferences, type AnyDocument, type ReferencePlace } from '../documents/reference-places.js'
import { makeFieldProblem, type FieldProblem } from '../errors/field-problem.js'
import { nearest } from '../text/nearest.js'
import { toPointer } from '../text/json-pointer.js'
import type { ReferenceTarget } from '../errors/problems/document.js'
import type { ReferenceResolver } from './reference-resolver.js'

/** Puts ids in place of the names in a formula about records of the object `root` (undefined: about nothing). */
export type StoreFormula = (text: string, root: string | undefined, pointer: string, place: ReferencePlace) => string

/**
 * The stored form of a document whose parts have ids: ids in place of keys in every property that refers to something.
 *
 * Formulas are left as written unless `storeFormula` is given, because their stored form needs the types of a catalog:
 * the engine compiles the document first, so that spans of problems fit what the person wrote, and stores them with
 * `mapFormulas` afterwards.
 *
 * Errors: `reference.unknown` with a pointer and a proposal for every key that leads nowhere; the text stays as it is then.
 */
export function toStoredDocument(
  document: WireDocument & { readonly id: string },
  resolver: ReferenceResolver,
  storeFormula?: StoreFormula,
): { readonly document: StoredDocument; readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = []
  const stored = mapReferences<AnyDocument>({ ...document }, (place) => {
    const root = rootId(place, document.id, resolver)
    const pointer = toPointer(place.path)
    if (place.rule.holds === 'formula') return storeFormula?.(place.value, root, pointer, place) ?? place.value
    const found = resolve(place, root, resolver)
    if (typeof found === 'string') return found
    problems.push(makeFieldProblem(pointer, 'reference.unknown', found))
    return place.value
  })
  return { document: stored as StoredDocument, problems }
}

/** A copy of a stored document with every formula replaced; `root` is the id of the object it is about. */
export function mapFormulas(document: StoredDocument, map: StoreFormula): StoredDocument {
  return mapReferences<AnyDocument>(document, (place) => {
    if (place.rule.holds !== 'formula') return place.value
    return map(place.value, storedRoot(place, document.id), toPointer(place.path), place)
  }) as StoredDocument
}

/** Id of the object a place of a stored document is about. */
export function storedRoot(place: ReferencePlace, documentId: string): string | undefined {
  if (place.root === undefined) return undefined
  return 'self' in place.root ? documentId : place.root.name
}

interface Unknown {
  readonly target: ReferenceTarget
  readonly name: string
  readonly didYouMean: string | undefined
}

function rootId(place: ReferencePlace, documentId: string, resolver: ReferenceResolver): string | undefined {
  if (place.root === undefined) return undefined
  return 'self' in place.root ? documentId : resolver.document('object', place.root.name)
}

function resolve(place: ReferencePlace, root: string | undefined, resolver: ReferenceResolver): string | Unknown {
  const { value } = place
  switch (place.rule.holds) {
    case 'field':
    case 'path':
      return resolvePath(value, root, resolver)
    case 'sortPath': {
      const sign = value.startsWith('-') ? '-' : ''
      const found = resolvePath(value.slice(sign.length), root, resolver)
      return typeof found === 'string' ? sign + found : found
    }
    case 'relation': {
      const [object = '', ...lookup] = value.split('.')
      const id = resolveDocument('object', object, resolver)
      if (typeof id !== 'string') return id
      const found = resolvePath(lookup.join('.'), id, resolver)
      return typeof found === 'string' ? `${id}.${found}` : found
    }
    case 'option':
      return resolveOption(place, root, resolver)
    case 'formula':
      return value
    default:
      return resolveDocument(place.rule.holds, value, resolver)
  }
}

function resolveDocument(kind: DocumentKind & ReferenceTarget, key: string, resolver: ReferenceResolver) {
  const unknown = (): Unknown => ({ target: kind, name: key, didYouMean: nearest(key, resolver.documentKeys(kind)) })
  return resolver.document(kind, key) ?? unknown()
}

/** Without a field nothing is said: the field itself is reported as unknown. */
function resolveOption(place: ReferencePlace, root: string | undefined, resolver: ReferenceResolver): string | Unknown {
  const field = fieldOfOption(place)
  const options = root === undefined || field === undefined ? undefined : resolver.options(root, field)
  if (options === undefined) return place.value
  const unknown = { target: 'option', name: place.value, didYouMean: nearest(place.value, options.keys()) } as const
  return options.get(place.value) ?? unknown
}

/** Field by field over lookups. Without a root nothing is said: the object itself is reported as unknown. */
function resolvePath(path: string, root: string | undefined, resolver: ReferenceResolver): string | Unknown {
  if (root === undefined) return path
  let object: string | undefined = root
  const ids: string[] = []
  for (const name of path.split('.')) {
    if (object === undefined) return { target: 'field', name: path, didYouMean: undefined }
    const field = resolver.field(object, name)
    if (field === undefined) return { target: 'field', name, didYouMean: nearest(name, resolver.fieldKeys(object)) }
    ids.push(field.id)
    object = field.target
  }
  return ids.join('.')
}
