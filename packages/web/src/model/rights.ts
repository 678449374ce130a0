import type { RecordActionName, RecordRights } from '@tessera/metadata'
import type { FieldModel, ObjectModel } from './objects'

/** May this person do something with some record of the object? People are made and changed where accounts are, not here. */
export function may(object: ObjectModel, action: RecordActionName): boolean {
  const isManaged = object.key === 'user' && object.isSystem
  if (isManaged && action !== 'read' && action !== 'export') return false
  return object.rights === undefined || object.rights.actions.includes(action)
}

/** Records of the object can be made or changed by this person somewhere: forms of it make sense. */
export const isWritableHere = (object: ObjectModel): boolean => may(object, 'create') || may(object, 'change')

/** The object as one record of it may be treated: fields that are hidden there are left out, others only read. */
export function objectFor(object: ObjectModel, rights: RecordRights): ObjectModel {
  const fields = object.fields.flatMap((field): FieldModel[] => {
    if (field.isSystem) return [{ ...field, isWritable: field.isWritable && rights.actions.includes('transfer') }]
    const level = rights.fields[field.key]
    if (level === undefined) return []
    return [{ ...field, isWritable: field.isWritable && level === 'write', isMasked: level === 'masked' }]
  })
  const fieldsByKey = new Map(fields.map((field) => [field.key, field]))
  return {
    ...object,
    fields,
    fieldsByKey,
    titleField: fieldsByKey.get(object.titleField?.key ?? ''),
    tree: fieldsByKey.get(object.tree?.key ?? ''),
    rights: { actions: rights.actions, fields: {} },
  }
}
