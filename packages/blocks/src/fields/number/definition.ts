import { defineFieldType } from '@tessera/metadata'
import { parseDecimal } from '../../values/check-decimal.js'
import { decimalsOption } from '../../values/decimals-option.js'
import { orderedOperators } from '../../values/filter-operators.js'
import { importDecimal } from '../../values/import-decimal.js'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { numberSchema } from '../../values/number-schema.js'

export interface NumberOptions {
  readonly decimals: number
}

/** A decimal number of at most 15 significant digits. */
export const definition = defineFieldType<NumberOptions>({
  name: 'number',
  title: { 'zh-CN': '数字', en: 'Number' },
  icon: 'hash',
  group: 'number',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: { decimals: decimalsOption(10, 2) },
  },
  kind: 'stored',
  formulaType: () => ({ kind: 'number' }),
  emptyValue: null,
  parse: (value, field) => parseDecimal(value, field.options.decimals),
  importText: (cell, field) => importDecimal(cell, field.options.decimals),
  cellNumber: ({ decimals }) => ({ decimals }),
  writeSchema: (field) => nullableUnlessRequired(numberSchema(field.options.decimals), field),
  readSchema: (field) => nullable(numberSchema(field.options.decimals)),
  filterOperators: orderedOperators,
})
