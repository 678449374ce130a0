import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { CurrencyOptions } from './definition.js'

export const examples: FieldTypeExamples<CurrencyOptions> = {
  doc: {
    'zh-CN': '金额；同一字段的所有记录使用同一币种。规则与数字相同，导入时还认得货币符号、代码和「元」。',
    en: 'An amount of money; all records of a field have one currency. Rules as for numbers; imports also know signs and codes of currencies.',
  },
  optionDocs: {
    decimals: {
      'zh-CN': '允许的小数位数；更多则拒绝，从不悄悄舍入。',
      en: 'Decimals allowed; more are refused, nothing is rounded silently.',
    },
    currency: {
      'zh-CN': 'ISO 4217 币种代码，决定显示方式。',
      en: 'ISO 4217 code; decides how the amount is shown.',
    },
    capitals: {
      'zh-CN': '记录页在金额下方写出人民币大写；币种必须是 CNY。',
      en: 'Writes the amount in Chinese capitals below it on the record page; the currency must be CNY.',
    },
  },
  options: { decimals: 2, currency: 'CNY', capitals: false },
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
  badOptions: [
    { currency: 'cny' },
    { currency: 'RMB¥' },
    { decimals: '2' },
    { symbol: '¥' },
    { currency: 'USD', capitals: true },
    { capitals: '是' },
  ],
}
