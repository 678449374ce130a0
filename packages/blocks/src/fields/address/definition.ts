import { defineFieldType } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { parseText } from '../../values/parse-text.js'
import { textOptionsSchema, type TextOptions } from '../../values/text-options.js'
import { textReadSchema, textWriteSchema } from '../../values/text-schema.js'

/**
 * A postal address as one text that begins with the names of its region, where it has one: 上海市浦东新区世纪大道 100 号. So it is
 * searched, filtered and computed with as text, and "is in Shanghai" is how it begins. The server puts the names into one form.
 */
export const definition = defineFieldType<TextOptions>({
  name: 'address',
  title: { 'zh-CN': '地址', en: 'Address' },
  icon: 'map-pin',
  group: 'text',
  optionsSchema: textOptionsSchema(255, 500, true, true),
  kind: 'stored',
  formulaType: () => ({ kind: 'text' }),
  emptyValue: null,
  searchable: true,
  parse: (value, field) => parseText(value, field.options.maxLength),
  importText: (cell, field) => parseText(cell, field.options.maxLength),
  writeSchema: (field) => textWriteSchema(field),
  readSchema: textReadSchema,
  filterOperators: equalityOperators,
})
