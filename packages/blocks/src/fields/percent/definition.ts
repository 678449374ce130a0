import { defineFieldType } from '@tessera/metadata'
import { parseDecimal } from '../../values/check-decimal.js'
import { decimalsOption } from '../../values/decimals-option.js'
import { orderedOperators } from '../../values/filter-operators.js'
import { importDecimal } from '../../values/import-decimal.js'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { numberSchema } from '../../values/number-schema.js'
import { percentCell } from '../../values/percent-cell.js'

export interface PercentOptions {
  /** Of the percentage: 2 allows 12.34 %, which is 0.1234. At most 8, since formulas keep 10 decimals. */
  readonly decimals: number
}

const fractionDecimals = ({ decimals }: PercentOptions) => decimals + 2

/** A share, carried as a fraction: 15 % is 0.15. A cell of a file may say 15% or 0.15. */
export const definition = defineFieldType<PercentOptions>({
  name: 'percent',
  title: { 'zh-CN': '百分比', en: 'Percent' },
  icon: 'percent',
  group: 'number',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: { decimals: decimalsOption(8, 2) },
  },
  kind: 'stored',
  formulaType: () => ({ kind: 'number' }),
  emptyValue: null,
  parse: (value, field) => parseDecimal(value, fractionDecimals(field.options)),
  importText: (cell, field) => importDecimal(cell, fractionDecimals(field.options), { percent: true }),
  cellText: (value) => (typeof value === 'number' ? percentCell(value) : ''),
  cellNumber: ({ decimals }) => ({ decimals, isPercent: true }),
  writeSchema: (field) => nullableUnlessRequired(numberSchema(fractionDecimals(field.options)), field),
  readSchema: (field) => nullable(numberSchema(fractionDecimals(field.options))),
  filterOperators: orderedOperators,
})
