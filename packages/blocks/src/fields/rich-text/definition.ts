import { plainTextOf } from '@tessera/formula'
import { defineFieldType } from '@tessera/metadata'
import { parseText } from '../../values/parse-text.js'
import { htmlOfCell } from '../../values/rich-text-html.js'
import { textOptionsSchema, type TextOptions } from '../../values/text-options.js'
import { textReadSchema, textWriteSchema } from '../../values/text-schema.js'

/** Text with headings, lists, links and emphasis, as HTML of a few elements. The server sanitises it before it is kept. */
export const definition = defineFieldType<TextOptions>({
  name: 'richText',
  title: { 'zh-CN': '富文本', en: 'Rich text' },
  icon: 'file-text',
  group: 'text',
  optionsSchema: textOptionsSchema(100_000, 100_000),
  kind: 'stored',
  formulaType: () => ({ kind: 'text' }),
  emptyValue: null,
  isDocument: true,
  searchable: true,
  parse: (value, field) => parseText(value, field.options.maxLength),
  importText: (cell, field) => parseText(htmlOfCell(cell), field.options.maxLength),
  cellText: (value) => (typeof value === 'string' ? plainTextOf(value) : ''),
  writeSchema: (field) => textWriteSchema(field),
  readSchema: textReadSchema,
  filterOperators: [],
})
