import { defineFieldType } from '@tessera/metadata'
import { parseJson } from '../../values/json-text.js'
import { nullable } from '../../values/nullable.js'
import { textOptionsSchema, type TextOptions } from '../../values/text-options.js'

/**
 * A JSON object or array, written as such or as its text. It is kept and read as text, so that it is, byte for byte, the same to
 * every reader: formulas in both places, history, another system.
 */
export const definition = defineFieldType<TextOptions>({
  name: 'json',
  title: { 'zh-CN': 'JSON 数据', en: 'JSON' },
  icon: 'braces',
  group: 'text',
  optionsSchema: textOptionsSchema(20_000, 100_000),
  kind: 'stored',
  formulaType: () => ({ kind: 'text' }),
  emptyValue: null,
  isDocument: true,
  searchable: true,
  parse: (value, field) => parseJson(value, field.options.maxLength),
  importText: (cell, field) => parseJson(cell, field.options.maxLength),
  writeSchema: ({ required, options: { maxLength } }) =>
    required
      ? { type: ['object', 'array', 'string'], minLength: 1, minItems: 1, maxLength: maxLength * 4 }
      : { type: ['object', 'array', 'string', 'null'], maxLength: maxLength * 4 },
  readSchema: ({ options: { maxLength } }) => nullable({ type: 'string', minLength: 2, maxLength }),
  filterOperators: [],
})
