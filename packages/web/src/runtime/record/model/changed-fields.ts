import type { PlainRecord } from '@/formula/evaluate'
import { hasValue, type ObjectModel } from '@/model/objects'
import { sameWritten } from '@/runtime/form/model/values'

/** Keys of the fields that two states of a record show differently; the stamps of who changed it are not of interest. */
export function changedFields(object: ObjectModel, before: PlainRecord, after: PlainRecord): readonly string[] {
  return object.fields
    .filter(hasValue)
    .filter(({ key }) => key !== 'updatedAt' && key !== 'updatedBy' && !sameWritten(before[key], after[key]))
    .map(({ key }) => key)
}
