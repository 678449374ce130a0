import { defineFieldType } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { parseTextOfForm } from '../../values/parse-text.js'
import { textOptionsSchema, type TextOptions } from '../../values/text-options.js'
import { textReadSchema, textWriteSchema } from '../../values/text-schema.js'
import { normaliseEmail } from './normalise-email.js'

const form = { expected: 'email', normalise: normaliseEmail } as const

/** An e-mail address, kept in lower case so that search and uniqueness find it however it was typed. */
export const definition = defineFieldType<TextOptions>({
  name: 'email',
  title: { 'zh-CN': '邮箱', en: 'E-mail' },
  icon: 'mail',
  group: 'text',
  optionsSchema: textOptionsSchema(255, 320, true, true),
  kind: 'stored',
  formulaType: () => ({ kind: 'text' }),
  emptyValue: null,
  searchable: true,
  parse: (value, field) => parseTextOfForm(value, field.options.maxLength, form),
  importText: (cell, field) => parseTextOfForm(cell.trim().replace(/^mailto:/i, ''), field.options.maxLength, form),
  writeSchema: (field) => textWriteSchema(field, '^[^@\\s\\u0000]+@[^@\\s\\u0000.]+(\\.[^@\\s\\u0000.]+)+$'),
  readSchema: textReadSchema,
  filterOperators: equalityOperators,
})
