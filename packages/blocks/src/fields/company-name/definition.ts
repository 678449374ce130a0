import { defineFieldType, type ParseResult } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { parseText } from '../../values/parse-text.js'
import { textOptionsSchema, type TextOptions } from '../../values/text-options.js'
import { textReadSchema, textWriteSchema } from '../../values/text-schema.js'
import { normaliseCompanyName } from './normalise-company-name.js'

/** The name of a company, in one form however it was typed. */
export const definition = defineFieldType<TextOptions>({
  name: 'companyName',
  title: { 'zh-CN': '企业名称', en: 'Company name' },
  icon: 'building',
  group: 'text',
  optionsSchema: textOptionsSchema(255, 255, true, true),
  kind: 'stored',
  formulaType: () => ({ kind: 'text' }),
  emptyValue: null,
  searchable: true,
  pinyin: true,
  parse: (value, field) => parseCompanyName(value, field.options.maxLength),
  importText: (cell, field) => parseCompanyName(cell, field.options.maxLength),
  writeSchema: (field) => textWriteSchema(field),
  readSchema: textReadSchema,
  filterOperators: equalityOperators,
})

function parseCompanyName(value: unknown, maxLength: number): ParseResult {
  const parsed = parseText(value, maxLength)
  if ('problem' in parsed || typeof parsed.value !== 'string') return parsed
  return parseText(normaliseCompanyName(parsed.value), maxLength)
}
