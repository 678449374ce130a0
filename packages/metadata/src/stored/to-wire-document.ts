import { fromStored } from '@tessera/formula'
import type { StoredDocument, WireDocument } from '../documents/document.js'
import { systemFieldKeys } from '../documents/keys.js'
import { fieldOfOption, mapReferences, type AnyDocument, type ReferencePlace } from '../documents/reference-places.js'

/** Today's key, or the label of something that is no longer there. */
export type TodaysName = { readonly key: string } | { readonly deleted: string }

/** What ids are called today. Undefined: nothing ever had this id. */
export interface DocumentNames {
  document(id: string): TodaysName | undefined
  /** Fields have ids of their own in the whole workspace. System fields are known without asking. */
  field(id: string): TodaysName | undefined
  option(fieldId: string, optionId: string): TodaysName | undefined
}

/**
 * A stored document as people read it: today's keys in place of ids, in properties and in formulas. What is gone prints as
 * `#deleted(label)`, which no publish accepts.
 */
export function toWireDocument(stored: StoredDocument, names: DocumentNames): WireDocument {
  const known: DocumentNames = {
    document: (id) => names.document(id),
    field: (id) => (systemFieldKeys.has(id) ? { key: id } : names.field(id)),
    option: (fieldId, optionId) => names.option(fieldId, optionId),
  }
  return mapReferences<AnyDocument>(stored, (place) => print(place, known)) as unknown as WireDocument
}

function print(place: ReferencePlace, names: DocumentNames): string {
  const { rule, value } = place
  switch (rule.holds) {
    case 'formula':
      return fromStored(value, { ...names, object: (id) => names.document(id) })
    case 'field':
    case 'path':
      return printPath(value, names)
    case 'sortPath':
      return value.startsWith('-') ? `-${printPath(value.slice(1), names)}` : printPath(value, names)
    case 'relation': {
      const [object = '', ...lookup] = value.split('.')
      return `${printName(object, names.document(object))}.${printPath(lookup.join('.'), names)}`
    }
    case 'option':
      return printName(value, names.option(fieldOfOption(place) ?? '', value))
    default:
      return printName(value, names.document(value))
  }
}

function printPath(path: string, names: DocumentNames): string {
  return path
    .split('.')
    .map((id) => printName(id, names.field(id)))
    .join('.')
}

function printName(id: string, name: TodaysName | undefined): string {
  if (name === undefined) return `#deleted(${id})`
  return 'key' in name ? name.key : `#deleted(${name.deleted})`
}
