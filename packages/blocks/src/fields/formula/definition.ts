import { defineFieldType, type FieldContext } from '@tessera/metadata'
import { orderedOperators } from '../../values/filter-operators.js'
import { readOnly } from '../../values/refuse.js'
import { resultReadSchema } from '../../values/result-read-schema.js'

export interface FormulaOptions {
  readonly formula: string
  /** A number is rounded to so many decimals, half away from zero. */
  readonly decimals?: number
}

/** A value computed from the record and the records it points to, whenever it is read. */
export const definition = defineFieldType<FormulaOptions>({
  name: 'formula',
  title: { 'zh-CN': '公式', en: 'Formula' },
  icon: 'square-function',
  group: 'computed',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['formula'],
    properties: {
      formula: { type: 'string', minLength: 1, maxLength: 20_000 },
      decimals: { type: 'integer', minimum: 0, maximum: 10 },
    },
  },
  kind: 'formula',
  formulaType: () => {
    throw new Error('the type of a formula field is inferred by the catalog')
  },
  emptyValue: null,
  parse: readOnly,
  importText: readOnly,
  writeSchema: () => ({ not: {}, readOnly: true }),
  readSchema: (field: FieldContext<FormulaOptions>) => ({
    ...resultReadSchema(field.formulaType),
    readOnly: true,
  }),
  filterOperators: orderedOperators,
})
