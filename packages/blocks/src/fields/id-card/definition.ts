import { birthDateOf } from '@tessera/formula'
import { defineFieldType } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { nullable } from '../../values/nullable.js'
import { parseCheckedCode, type CheckedCode } from '../../values/parse-checked-code.js'

const code: CheckedCode = {
  expected: 'idCard',
  form: /^[0-9]{17}[0-9X]$/,
  isValid: (id) => birthDateOf(id) !== null,
}

/** The identity number of a citizen of China (GB 11643): a birth date that exists, and a check character. */
export const definition = defineFieldType<Record<string, never>>({
  name: 'idCard',
  title: { 'zh-CN': '身份证号', en: 'Identity number' },
  icon: 'contact',
  group: 'text',
  optionsSchema: { type: 'object', additionalProperties: false, properties: {} },
  kind: 'stored',
  formulaType: () => ({ kind: 'text' }),
  emptyValue: null,
  searchable: true,
  parse: (value) => parseCheckedCode(value, code),
  importText: (cell) => parseCheckedCode(cell, code),
  // Blanks, hyphens and small letters may be sent; what they stand for is checked by `parse`.
  writeSchema: ({ required }) =>
    required ? { type: 'string', minLength: 18, maxLength: 100 } : { type: ['string', 'null'], maxLength: 100 },
  readSchema: () => nullable({ type: 'string', minLength: 18, maxLength: 18 }),
  filterOperators: equalityOperators,
})
