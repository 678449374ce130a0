import type { FieldContext } from '@tessera/metadata'
import { readOnly } from './refuse.js'
import { resultReadSchema } from './result-read-schema.js'

/** What the definitions of fields that are computed on reading share: nobody writes them, the catalog infers what they give. */
export const computedField = {
  kind: 'formula',
  formulaType: () => {
    throw new Error('the type of a computed field is inferred by the catalog')
  },
  emptyValue: null,
  parse: readOnly,
  importText: readOnly,
  writeSchema: () => ({ not: {}, readOnly: true }),
  readSchema: (field: FieldContext<never>) => ({ ...resultReadSchema(field.formulaType), readOnly: true }),
} as const
