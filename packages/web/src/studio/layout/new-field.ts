import type { FieldDocument, ObjectDocument } from '@tessera/metadata'
import type { ObjectModel } from '@/model/objects'
import { newField as guessedField, withType } from '../fields/new-fields'

/** A new field of a module as the grid of fields makes it: type and key from its name, or of a type that was chosen. */
export function newField(
  label: string,
  object: ObjectDocument,
  objects: ReadonlyMap<string, ObjectModel>,
  type?: string,
): FieldDocument {
  const field = guessedField(label, object, objects)
  return type === undefined ? field : withType(field, type, objects)
}
