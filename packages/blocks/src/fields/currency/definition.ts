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
  /** The record page writes the amount in Chinese capitals below it; only for CNY. */
  readonly capitals: boolean
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
      capitals: {
        type: 'boolean',
        default: false,
        'x-title': { 'zh-CN': '显示大写金额', en: 'In Chinese capitals, too' },
        'x-help': {
          'zh-CN': '记录页在金额下方写出人民币大写，如 壹仟贰佰元整。只用于 CNY；公式用 RMBUPPER。',
          en: 'The record page writes 壹仟贰佰元整 below 1,200. For CNY only; formulas have RMBUPPER.',
        },
      },
    },
    if: { properties: { capitals: { const: true } }, required: ['capitals'] },
    then: { properties: { currency: { const: 'CNY' } } },
  },
  kind: 'stored',
  formulaType: () => ({ kind: 'number' }),
  emptyValue: null,
  parse: (value, field) => parseDecimal(value, field.options.decimals),
  importText: (cell, field) => importDecimal(cell, field.options.decimals, { money: true }),
  cellNumber: ({ decimals }) => ({ decimals }),
  writeSchema: (field) => nullableUnlessRequired(numberSchema(field.options.decimals), field),
  readSchema: (field) => nullable(numberSchema(field.options.decimals)),
  filterOperators: orderedOperators,
})
