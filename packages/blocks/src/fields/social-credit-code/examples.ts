import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'

export const examples: FieldTypeExamples<Record<string, never>> = {
  doc: {
    'zh-CN': '18 位统一社会信用代码（GB 32100-2015），校验码必须正确。小写、全角、空格和短横会被规整。',
    en: 'A unified social credit code of 18 characters (GB 32100-2015) whose check character is right. Small letters, full-width characters, blanks and hyphens are put in order.',
  },
  optionDocs: {},
  options: {},
  good: [
    { value: '91350100M000100Y43' },
    { value: '91350100m000100y43', gives: '91350100M000100Y43' },
    { value: '9135 0100 M000 100Y 43', gives: '91350100M000100Y43' },
    { value: '９１３５０１００Ｍ０００１００Ｙ４３', gives: '91350100M000100Y43' },
    { value: '', gives: null },
    { value: '   ', gives: null },
    { value: null },
  ],
  bad: [
    { value: '91350100M000100Y44', code: 'field.check_digit', beyondSchema: beyondSchema.form },
    { value: '91350100M000100Y34', code: 'field.check_digit', beyondSchema: beyondSchema.form },
    { value: '91350100M000100Y4', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: '91350100I000100Y43', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: '350100M000100Y4391', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: '91350100M000100Y43\u0000', code: 'text.invalid', beyondSchema: beyondSchema.form },
    { value: '91350100M000100Y4\ud800', code: 'text.invalid', beyondSchema: beyondSchema.surrogates },
    { value: '9'.repeat(100_001), code: 'field.too_long' },
    { value: 91350100, code: 'field.type' },
    { value: ['91350100M000100Y43'], code: 'field.type' },
    { value: { code: '91350100M000100Y43' }, code: 'field.type' },
  ],
  cells: [
    { cell: ' 91350100m000100y43 ', gives: '91350100M000100Y43' },
    { cell: '', gives: null },
    { cell: '91350100M000100Y44', code: 'field.check_digit' },
    { cell: '无', code: 'field.format' },
  ],
  badOptions: [{ maxLength: 18 }],
}
