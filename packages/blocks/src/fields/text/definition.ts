import { defineFieldType } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { parseText } from '../../values/parse-text.js'
import { textOptionsSchema, type TextOptions } from '../../values/text-options.js'
import { textReadSchema, textWriteSchema } from '../../values/text-schema.js'

/** One line of text: names, numbers of documents, short remarks. */
export const definition = defineFieldType<TextOptions>({
  name: 'text',
  title: { 'zh-CN': '单行文本', en: 'Text' },
  icon: 'type',
  group: 'text',
  optionsSchema: textOptionsSchema(255, 4_000, true, true),
  kind: 'stored',
  formulaType: () => ({ kind: 'text' }),
  emptyValue: null,
  searchable: true,
  pinyin: true,
  parse: (value, field) => parseText(value, field.options.maxLength),
  importText: (cell, field) => parseText(cell, field.options.maxLength),
  writeSchema: (field) => textWriteSchema(field),
  readSchema: textReadSchema,
  filterOperators: equalityOperators,
})
