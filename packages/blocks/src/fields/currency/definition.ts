import { defineFieldType } from '@tessera/metadata'
import { parseDecimal } from '../../values/check-decimal.js'
import { decimalsOption } from '../../values/decimals-option.js'
import { orderedOperators } from '../../values/filter-operators.js'
import { importDecimal } from '../../values/import-decimal.js'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { numberSchema } from '../../values/number-schema.js'

export interface CurrencyOptions {
  readonly decimals: number
  /** ISO 4217: how the amount is shown. */
  readonly currency: string
}

/** An amount of money; every record of a field has the same currency. */
export const definition = defineFieldType<CurrencyOptions>({
  name: 'currency',
  title: { 'zh-CN': '金额', en: 'Currency' },
  icon: 'banknote',
  group: 'number',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      decimals: decimalsOption(10, 2),
      currency: {
        type: 'string',
        pattern: '^[A-Z]{3}$',
        default: 'CNY',
        'x-title': { 'zh-CN': '币种', en: 'Currency' },
        'x-help': { 'zh-CN': '三位货币代码，如 CNY、USD、EUR。', en: 'Three letters, such as CNY, USD, EUR.' },
      },
    },
  },
  kind: 'stored',
  formulaType: () => ({ kind: 'number' }),
  emptyValue: null,
  parse: (value, field) => parseDecimal(value, field.options.decimals),
  importText: (cell, field) => importDecimal(cell, field.options.decimals, { money: true }),
  writeSchema: (field) => nullableUnlessRequired(numberSchema(field.options.decimals), field),
  readSchema: (field) => nullable(numberSchema(field.options.decimals)),
  filterOperators: orderedOperators,
})
