import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { CurrencyOptions } from './definition.js'

export const examples: FieldTypeExamples<CurrencyOptions> = {
  options: { decimals: 2, currency: 'CNY' },
  good: [
    { value: 0 },
    { value: 1999.99 },
    { value: -0.01 },
    { value: 12_345_678_901.23 },
    { value: 0.1234, options: { decimals: 4 } },
    { value: 1500, options: { decimals: 0, currency: 'JPY' } },
    { value: null },
  ],
  bad: [
    { value: 19.999, code: 'number.too_many_decimals', beyondSchema: beyondSchema.decimals },
    { value: 0.5, code: 'number.too_many_decimals', options: { decimals: 0 } },
    { value: 1.1 * 3, code: 'number.too_precise', beyondSchema: beyondSchema.digits },
    { value: 1e15, code: 'number.too_large' },
    { value: -Infinity, code: 'number.too_large' },
    { value: '¥5', code: 'field.type' },
    { value: '5\u0000', code: 'field.type' },
    { value: '\udc00', code: 'field.type' },
    { value: '1'.repeat(400), code: 'field.type' },
    { value: [5], code: 'field.type' },
    { value: { amount: 5, currency: 'CNY' }, code: 'field.type' },
  ],
  cells: [
    { cell: '¥1,234.50', gives: 1234.5 },
    { cell: '￥ -5', gives: -5 },
    { cell: '-¥5.00', gives: -5 },
    { cell: '1200元', gives: 1200 },
    { cell: 'CNY 1200', gives: 1200 },
    { cell: '1200 USD', gives: 1200 },
    { cell: '(¥300)', gives: -300 },
    { cell: '', gives: null },
    { cell: '3万元', code: 'field.format' },
    { cell: '¥', code: 'field.format' },
    { cell: '¥1.999', code: 'number.too_many_decimals' },
  ],
  badOptions: [{ currency: 'cny' }, { currency: 'RMB¥' }, { decimals: '2' }, { symbol: '¥' }],
}
