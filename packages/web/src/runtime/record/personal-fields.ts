import type { FieldModel, ObjectModel } from '@/model/objects'

/** The fields of an object that are marked as personal data. */
export const personalFieldsOf = (object: ObjectModel): readonly FieldModel[] =>
  object.fields.filter(({ document }) => document?.personal === true)
