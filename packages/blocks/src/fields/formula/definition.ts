import { defineFieldType } from '@tessera/metadata'
import { computedField } from '../../values/computed-field.js'
import { decimalsOption } from '../../values/decimals-option.js'
import { orderedOperators } from '../../values/filter-operators.js'

export interface FormulaOptions {
  readonly formula: string
  /** A number is rounded to so many decimals, half away from zero. */
  readonly decimals?: number
}

/** A value computed from the record and the records it points to, whenever it is read. */
export const definition = defineFieldType<FormulaOptions>({
  ...computedField,
  name: 'formula',
  title: { 'zh-CN': '公式', en: 'Formula' },
  icon: 'square-function',
  group: 'computed',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['formula'],
    properties: {
      formula: {
        type: 'string',
        minLength: 1,
        maxLength: 20_000,
        'x-input': 'formula',
        'x-title': { 'zh-CN': '公式', en: 'Formula' },
        'x-help': {
          'zh-CN': '用本记录和关联记录的字段计算，每次读取时得出。',
          en: 'Computed from fields of the record and of those it points to, whenever it is read.',
        },
      },
      decimals: decimalsOption(10),
    },
  },
  formulaProperty: 'formula',
  formulaText: ({ formula }) => formula,
  filterOperators: orderedOperators,
})
