import { defineFieldType } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { parseText } from '../../values/parse-text.js'
import { textOptionsSchema, type TextOptions } from '../../values/text-options.js'
import { textReadSchema, textWriteSchema } from '../../values/text-schema.js'

/** Text of many lines: notes, descriptions. Line breaks stay as they were sent. */
export const definition = defineFieldType<TextOptions>({
  name: 'longText',
  title: { 'zh-CN': '多行文本', en: 'Long text' },
  icon: 'align-left',
  group: 'text',
  optionsSchema: textOptionsSchema(100_000, 100_000, true, true),
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
