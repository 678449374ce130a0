import type { FieldDocument, ObjectDocument } from '@tessera/metadata'
import type { ObjectModel } from '@/model/objects'

export function newField(
  label: string,
  object: ObjectDocument,
  _objects: ReadonlyMap<string, ObjectModel>,
  type = 'text',
): FieldDocument {
  const taken = new Set(object.fields.map(({ key }) => key.toLowerCase()))
  let n = 1
  while (taken.has(`field${n}`)) n += 1
  return { key: `field${n}`, type, label }
}
