import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { TextOptions } from '../../values/text-options.js'

export const examples: FieldTypeExamples<TextOptions> = {
  doc: {
    'zh-CN': '一行文本，按输入原样保存（统一为 Unicode NFC，不去空格）；空文本即为空。',
    en: 'A line of text, kept as typed (in Unicode NFC, not trimmed); empty text is blank.',
  },
  optionDocs: {
    maxLength: {
      'zh-CN': '以 Unicode 字符计的最大长度。',
      en: 'Longest text, in Unicode characters.',
    },
  },
  options: { maxLength: 255 },
  good: [
    { value: '上海智合科技有限公司' },
    { value: '  typed as it is  ' },
    { value: 'Crème brûlée', gives: 'Crème brûlée' },
    { value: 'e\u0301', gives: 'é' },
    { value: '👩‍👩‍👧‍👦 𠮷野家', options: { maxLength: 11 } },
    { value: "Robert'); DROP TABLE visit;-- ?" },
    { value: 'line one\nline two\t\\n "quoted"' },
    { value: '', gives: null },
    { value: null },
  ],
  bad: [
    { value: 'a\u0000b', code: 'text.invalid' },
    { value: 'half \ud83d', code: 'text.invalid', beyondSchema: beyondSchema.surrogates },
    { value: 'x'.repeat(256), code: 'field.too_long' },
    { value: '𠮷𠮷𠮷', code: 'field.too_long', options: { maxLength: 2 } },
    { value: 42, code: 'field.type' },
    { value: true, code: 'field.type' },
    { value: ['text'], code: 'field.type' },
    { value: { text: 'x' }, code: 'field.type' },
  ],
  cells: [
    { cell: '上海智合', gives: '上海智合' },
    { cell: '007', gives: '007' },
    { cell: '', gives: null },
    { cell: 'x'.repeat(300), code: 'field.too_long' },
  ],
  badOptions: [{ maxLength: 0 }, { maxLength: '10' }, { maxlength: 10 }, { maxLength: 1_000_000 }],
}
