import { defineFieldType } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { parseTextOfForm } from '../../values/parse-text.js'
import { textOptionsSchema, type TextOptions } from '../../values/text-options.js'
import { textReadSchema, textWriteSchema } from '../../values/text-schema.js'
import { normalisePhone } from './normalise-phone.js'

const form = { expected: 'phone', normalise: normalisePhone } as const

/** A phone number: mobile, landline with extension, service number, or one of another country with its code. */
export const definition = defineFieldType<TextOptions>({
  name: 'phone',
  title: { 'zh-CN': '电话', en: 'Phone' },
  icon: 'phone',
  group: 'text',
  optionsSchema: textOptionsSchema(255, 255, true, true),
  kind: 'stored',
  formulaType: () => ({ kind: 'text' }),
  emptyValue: null,
  searchable: true,
  parse: (value, field) => parseTextOfForm(value, field.options.maxLength, form),
  importText: (cell, field) => parseTextOfForm(cell.trim(), field.options.maxLength, form),
  writeSchema: (field) => textWriteSchema(field, '^[^\\u0000A-Za-z]*[0-9\\uff10-\\uff19][^\\u0000]*$'),
  readSchema: textReadSchema,
  filterOperators: equalityOperators,
})
