import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { TextOptions } from '../../values/text-options.js'

export const examples: FieldTypeExamples<TextOptions> = {
  doc: {
    'zh-CN': '多行文本，换行按原样保存；空文本即为空。',
    en: 'Text of many lines; line breaks stay as sent; empty text is blank.',
  },
  optionDocs: {
    maxLength: {
      'zh-CN': '以 Unicode 字符计的最大长度。',
      en: 'Longest text, in Unicode characters.',
    },
  },
  options: { maxLength: 100_000 },
  good: [
    { value: '第一行\n第二行\r\n第三行' },
    { value: '好'.repeat(100_000) },
    { value: '\t{"json": "stays text"}' },
    { value: 'Zoe\u0308', gives: 'Zoë' },
    { value: '', gives: null },
    { value: null },
  ],
  bad: [
    { value: '\u0000', code: 'text.invalid' },
    { value: '\udc00 alone', code: 'text.invalid', beyondSchema: beyondSchema.surrogates },
    { value: 'x'.repeat(100_001), code: 'field.too_long' },
    { value: 3.5, code: 'field.type' },
    { value: false, code: 'field.type' },
    { value: [], code: 'field.type' },
    { value: {}, code: 'field.type' },
  ],
  cells: [
    { cell: '多行\n单元格', gives: '多行\n单元格' },
    { cell: '', gives: null },
    { cell: 'a\u0000', code: 'text.invalid' },
  ],
  badOptions: [{ maxLength: 100_001 }, { maxLength: 1.5 }, { rows: 3 }],
}
