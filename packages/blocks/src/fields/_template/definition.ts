import { defineFieldType, type FieldContext, type ParseResult } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { wrongFormat, wrongType } from '../../values/refuse.js'

/** The type-specific properties of a field document. */
export interface TemplateOptions {
  readonly digits: number
}

/**
 * Copy this folder to fields/<your-type>, rename, and run `npm run gen`: the type is then part of the product, and the
 * contract suite tests it. This one holds a code of exactly so many digits, such as '0471'.
 */
export const definition = defineFieldType<TemplateOptions>({
  name: 'template',
  title: { 'zh-CN': '数字代码', en: 'Digit code' },
  icon: 'binary',
  group: 'text',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      digits: {
        type: 'integer',
        minimum: 1,
        maximum: 20,
        default: 4,
        'x-title': { 'zh-CN': '位数', en: 'Digits' },
      },
    },
  },
  kind: 'stored',
  formulaType: () => ({ kind: 'text' }),
  emptyValue: null,
  parse: parseDigits,
  importText: (cell, field) => parseDigits(cell.trim() === '' ? null : cell.trim(), field),
  writeSchema: (field) => nullableUnlessRequired(digitsSchema(field), field),
  readSchema: (field) => nullable(digitsSchema(field)),
  filterOperators: equalityOperators,
})

function parseDigits(value: unknown, field: FieldContext<TemplateOptions>): ParseResult {
  if (value === null) return { value: null }
  if (typeof value !== 'string') return wrongType('text')
  return /^\d+$/.test(value) && value.length === field.options.digits ? { value } : wrongFormat('text')
}

function digitsSchema(field: FieldContext<TemplateOptions>) {
  return { type: 'string', pattern: `^\\d{${field.options.digits}}$` }
}
