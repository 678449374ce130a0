import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'

export const examples: FieldTypeExamples<Record<string, never>> = {
  doc: {
    'zh-CN': '18 位居民身份证号（GB 11643），出生日期必须存在，校验码必须正确。x、全角和空格会被规整。',
    en: 'An identity number of 18 characters (GB 11643) with a birth date that exists and the right check character. A small x, full-width characters and blanks are put in order.',
  },
  optionDocs: {},
  options: {},
  good: [
    { value: '11010519491231002X' },
    { value: '11010519491231002x', gives: '11010519491231002X' },
    { value: '110105 19491231 002X', gives: '11010519491231002X' },
    { value: '１１０１０５１９４９１２３１００２Ｘ', gives: '11010519491231002X' },
    { value: '', gives: null },
    { value: null },
  ],
  bad: [
    { value: '110105194912310021', code: 'field.check_digit', beyondSchema: beyondSchema.form },
    { value: '110105194902300025', code: 'field.check_digit', beyondSchema: beyondSchema.form },
    { value: '110105491231002', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: '11010519491231002Y', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: '11010519491231002\u0000', code: 'text.invalid', beyondSchema: beyondSchema.form },
    { value: '11010519491231002\ud800', code: 'text.invalid', beyondSchema: beyondSchema.surrogates },
    { value: '1'.repeat(100_001), code: 'field.too_long' },
    { value: 110105194912310021, code: 'field.type' },
    { value: ['11010519491231002X'], code: 'field.type' },
    { value: { id: '11010519491231002X' }, code: 'field.type' },
  ],
  cells: [
    { cell: ' 11010519491231002x', gives: '11010519491231002X' },
    { cell: '', gives: null },
    { cell: '110105194912310021', code: 'field.check_digit' },
    { cell: '不详', code: 'field.format' },
  ],
  badOptions: [{ masked: true }],
}
