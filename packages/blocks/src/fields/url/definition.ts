import { defineFieldType } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { parseTextOfForm } from '../../values/parse-text.js'
import { textOptionsSchema, type TextOptions } from '../../values/text-options.js'
import { textReadSchema, textWriteSchema } from '../../values/text-schema.js'
import { checkUrl } from './check-url.js'

const form = { expected: 'url', normalise: checkUrl } as const

/** A web address. Only http and https; a cell that begins with www. gets https:// before it. */
export const definition = defineFieldType<TextOptions>({
  name: 'url',
  title: { 'zh-CN': '网址', en: 'URL' },
  icon: 'link',
  group: 'text',
  optionsSchema: textOptionsSchema(255, 4_000, false),
  kind: 'stored',
  formulaType: () => ({ kind: 'text' }),
  emptyValue: null,
  parse: (value, field) => parseTextOfForm(value, field.options.maxLength, form),
  importText: (cell, field) =>
    parseTextOfForm(cell.trim().replace(/^www\./i, 'https://$&'), field.options.maxLength, form),
  writeSchema: (field) => textWriteSchema(field, '^[Hh][Tt][Tt][Pp][Ss]?://[^\\s\\u0000]+$'),
  readSchema: textReadSchema,
  filterOperators: equalityOperators,
})
