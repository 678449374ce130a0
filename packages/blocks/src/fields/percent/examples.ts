import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { PercentOptions } from './definition.js'

export const examples: FieldTypeExamples<PercentOptions> = {
  doc: {
    'zh-CN': '百分比，以小数传输：15% 即 0.15。导入的单元格可写 15% 或 0.15。',
    en: 'A share, carried as a fraction: 15 % is 0.15. A cell of an import may say 15% or 0.15.',
  },
  optionDocs: {
    decimals: {
      'zh-CN': '百分数的小数位数：2 允许 12.34%，即 0.1234。',
      en: 'Decimals of the percentage: 2 allows 12.34 %, which is 0.1234.',
    },
  },
  options: { decimals: 2 },
  good: [
    { value: 0.15 },
    { value: 0.0825 },
    { value: 1 },
    { value: -0.5 },
    { value: 12.3456 },
    { value: 0.01, options: { decimals: 0 } },
    { value: 0.1234567891, options: { decimals: 8 } },
    { value: 0 },
    { value: null },
  ],
  bad: [
    { value: 0.12345, code: 'number.too_many_decimals', beyondSchema: beyondSchema.decimals },
    { value: 0.155, code: 'number.too_many_decimals', options: { decimals: 0 }, beyondSchema: beyondSchema.decimals },
    { value: 1 / 3, code: 'number.too_precise', beyondSchema: beyondSchema.digits },
    { value: 1e15, code: 'number.too_large' },
    { value: '15%', code: 'field.type' },
    { value: '\u0000', code: 'field.type' },
    { value: '\ud800', code: 'field.type' },
    { value: '5'.repeat(400), code: 'field.type' },
    { value: [0.15], code: 'field.type' },
    { value: { percent: 15 }, code: 'field.type' },
  ],
  cells: [
    { cell: '15%', gives: 0.15 },
    { cell: '0.15', gives: 0.15 },
    { cell: '１２．３４％', gives: 0.1234 },
    { cell: '-7 %', gives: -0.07 },
    { cell: '1,250%', gives: 12.5 },
    { cell: '', gives: null },
    { cell: '%', code: 'field.format' },
    { cell: '15%%', code: 'field.format' },
    { cell: '12.345%', code: 'number.too_many_decimals' },
    { cell: '十五', code: 'field.format' },
  ],
  badOptions: [{ decimals: 9 }, { decimals: null }, { max: 1 }],
}
