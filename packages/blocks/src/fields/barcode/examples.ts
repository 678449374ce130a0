import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { BarcodeOptions } from './definition.js'

const ean13 = { symbology: 'ean13' } as const
const qr = { symbology: 'qr' } as const

export const examples: FieldTypeExamples<BarcodeOptions> = {
  doc: {
    'zh-CN':
      '条码或二维码的内容，在记录页上画成图形。EAN-13 为 13 位数字并核对校验码，分组的空格和连字符会去掉；Code 128 为最多 80 个可打印 ASCII 字符；二维码为任意文本，最多 500 个字符。首尾空白去掉。',
    en: 'What a bar code or QR code holds; the record page draws it. EAN-13 is 13 digits with their check digit, blanks and hyphens between groups are taken out; Code 128 is at most 80 printable ASCII characters; QR is any text of at most 500 characters. Outer blanks go.',
  },
  optionDocs: {
    symbology: {
      'zh-CN': '码制。更改后，已有的值保留，不合新码制的只显示文字。',
      en: 'The symbology. After a change values stay; those that do not fit are shown as text.',
    },
  },
  options: { symbology: 'code128' },
  good: [
    { value: 'KH-2026-0042' },
    { value: ' A 1 ', gives: 'A 1' },
    { value: '6901234567892', options: ean13 },
    { value: '978-7-111-12806-9', gives: '9787111128069', options: ean13 },
    { value: '设备 0042：https://example.com/d/42', options: qr },
    { value: '  ', gives: null },
    { value: '', gives: null },
    { value: null },
  ],
  bad: [
    { value: '设备42', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: '6901234567893', code: 'field.check_digit', options: ean13, beyondSchema: beyondSchema.form },
    { value: '690123456789', code: 'field.format', options: ean13, beyondSchema: beyondSchema.form },
    { value: 'A'.repeat(300), code: 'field.too_long' },
    { value: '码'.repeat(501), code: 'field.too_long', options: qr },
    { value: 'A\u0000', code: 'text.invalid' },
    { value: 'A\ud800', code: 'text.invalid', options: qr, beyondSchema: beyondSchema.surrogates },
    { value: 6901234567892, code: 'field.type', options: ean13 },
    { value: ['A'], code: 'field.type' },
    { value: { code: 'A' }, code: 'field.type' },
  ],
  cells: [
    { cell: ' KH-2026-0042 ', gives: 'KH-2026-0042' },
    { cell: '６９０１２３４５６７８９２', gives: '6901234567892', options: ean13 },
    { cell: '6.90123E+12', code: 'field.format', options: ean13 },
    { cell: '', gives: null },
  ],
  badOptions: [{ symbology: 'ean8' }, { symbology: null }, { height: 40 }],
}
