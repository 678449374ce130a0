import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'

export const examples: FieldTypeExamples<Record<string, never>> = {
  doc: {
    'zh-CN': '进度，0% 到 100%，与百分比一样以小数传输：60% 即 0.6。导入的单元格可写 60% 或 0.6。',
    en: 'Progress from 0 to 100 %, carried as a fraction like every percentage: 60 % is 0.6. A cell of an import may say 60% or 0.6.',
  },
  optionDocs: {},
  options: {},
  good: [{ value: 0 }, { value: 0.6 }, { value: 0.1234 }, { value: 1 }, { value: -0, gives: 0 }, { value: null }],
  bad: [
    { value: 1.01, code: 'field.out_of_range' },
    { value: 60, code: 'field.out_of_range' },
    { value: -0.1, code: 'field.out_of_range' },
    { value: 0.12345, code: 'number.too_many_decimals', beyondSchema: beyondSchema.decimals },
    { value: '60%', code: 'field.type' },
    { value: '\u0000', code: 'field.type' },
    { value: '\ud800', code: 'field.type' },
    { value: '6'.repeat(400), code: 'field.type' },
    { value: [0.6], code: 'field.type' },
    { value: { percent: 60 }, code: 'field.type' },
  ],
  cells: [
    { cell: '60%', gives: 0.6 },
    { cell: '１００％', gives: 1 },
    { cell: '0.6', gives: 0.6 },
    { cell: '12.34 %', gives: 0.1234 },
    { cell: '', gives: null },
    { cell: '120%', code: 'field.out_of_range' },
    { cell: '60', code: 'field.out_of_range' },
    { cell: '-5%', code: 'field.out_of_range' },
    { cell: '一半', code: 'field.format' },
  ],
  badOptions: [{ max: 1 }, { decimals: 0 }, { color: 'green' }],
}
