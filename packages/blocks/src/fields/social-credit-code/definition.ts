import { isUsccCode } from '@tessera/formula'
import { defineFieldType } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { nullable } from '../../values/nullable.js'
import { parseCheckedCode, type CheckedCode } from '../../values/parse-checked-code.js'

const code: CheckedCode = {
  expected: 'socialCreditCode',
  form: /^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/,
  isValid: isUsccCode,
}

/** The unified social credit code of an organisation in China (GB 32100-2015), with its check character. */
export const definition = defineFieldType<Record<string, never>>({
  name: 'socialCreditCode',
  title: { 'zh-CN': '统一社会信用代码', en: 'Social credit code' },
  icon: 'building-2',
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
