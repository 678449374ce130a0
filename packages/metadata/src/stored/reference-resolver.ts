import { documentKinds, type DocumentKind, type StoredDocument, type WireDocument } from '../documents/document.js'
import { fillDefaults } from '../documents/fill-defaults.js'
import { systemFieldKeys } from '../documents/keys.js'
import { partsOf, textOf } from '../documents/checks/parts.js'
import type { FieldTypeDefinition } from '../extensions/define-field-type.js'

/** A field as references see it. `target`: id of the object it leads to. */
export interface ResolvedField {
  readonly id: string
  readonly target: string | undefined
}

/** Finds what keys stand for: documents by kind, fields by object. */
export interface ReferenceResolver {
  /** Id of the document of a key. */
  document(kind: DocumentKind, key: string): string | undefined
  documentKeys(kind: DocumentKind): readonly string[]
  field(objectId: string, key: string): ResolvedField | undefined
  fieldKeys(objectId: string): readonly string[]
  /** Ids of the options of a field by their keys; undefined when there is no such field. */
  options(objectId: string, field: string): ReadonlyMap<string, string> | undefined
}

/** The documents keys are resolved against. */
export interface ResolverInput {
  /** Documents that stay as they are. */
  readonly stored: Iterable<StoredDocument>
  /** Documents as people have just written them, ids assigned: they hide stored ones with the same id. */
  readonly incoming: Iterable<WireDocument & { readonly id: string }>
  readonly fieldTypes: ReadonlyMap<string, FieldTypeDefinition>
}

interface KnownObject {
  /** Id of a document, from the name by which this object's own fields refer to it. */
  readonly targetId: (name: string) => string | undefined
  readonly fields: ReadonlyMap<string, Readonly<Record<string, unknown>>>
}

/** The resolver of a set of documents, some of which may be in wire form. System fields resolve to themselves. */
export function createResolver(input: ResolverInput): ReferenceResolver {
  const incoming = [...input.incoming]
  const replaced = new Set(incoming.map(({ id }) => id))
  const stored = [...input.stored].filter(({ id }) => !replaced.has(id))
  const ids = new Map(documentKinds.map((kind) => [kind, new Map<string, string>()]))
  for (const { kind, key, id } of [...stored, ...incoming]) ids.get(kind)?.set(key, id)
  const objectId = (key: string): string | undefined => ids.get('object')?.get(key)
  const objects = new Map<string, KnownObject>([
    ...stored.map((document) => [document.id, { targetId: (id: string) => id, fields: fieldsOf(document) }] as const),
    ...incoming.map((document) => [document.id, { targetId: objectId, fields: fieldsOf(document) }] as const),
  ])
  return {
    document: (kind, key) => ids.get(kind)?.get(key),
    documentKeys: (kind) => [...(ids.get(kind)?.keys() ?? [])],
    fieldKeys: (object) => [...(objects.get(object)?.fields.keys() ?? []), ...systemFieldKeys],
    field: (object, key) => {
      const known = objects.get(object)
      const field = known?.fields.get(key)
      if (known === undefined) return undefined
      if (field === undefined) return systemField(key, object, objectId('user'))
      const target = textOf(field, 'target')
      if (target !== undefined) return { id: String(field.id), target: known.targetId(target) }
      const from = input.fieldTypes.get(String(field.type))?.kind === 'links' ? textOf(field, 'relation') : undefined
      if (from !== undefined) return { id: String(field.id), target: known.targetId(from.split('.')[0] ?? '') }
      return { id: String(field.id), target: fixedTarget(field, input.fieldTypes, objectId) }
    },
    options: (object, key) => {
      const field = objects.get(object)?.fields.get(key)
      if (field === undefined) return undefined
      return new Map(partsOf(field, 'options').map(({ body }) => [String(body.key), String(body.id)]))
    },
  }
}

function fieldsOf(document: StoredDocument | WireDocument): KnownObject['fields'] {
  if (document.kind !== 'object') return new Map()
  return new Map(partsOf({ ...document }, 'fields').map(({ body }) => [String(body.key), body]))
}

/** Target of a type that always leads to the same object (user → 'user'). */
function fixedTarget(
  field: Readonly<Record<string, unknown>>,
  fieldTypes: ResolverInput['fieldTypes'],
  objectId: (key: string) => string | undefined,
): string | undefined {
  const definition = fieldTypes.get(String(field.type))
  const key = definition?.references?.(fillDefaults(definition.optionsSchema, field))
  return key === undefined ? undefined : objectId(key)
}

function systemField(key: string, object: string, userObject: string | undefined): ResolvedField | undefined {
  if (!systemFieldKeys.has(key)) return undefined
  if (key === 'id') return { id: key, target: object }
  return { id: key, target: key === 'owner' || key.endsWith('By') ? userObject : undefined }
}
