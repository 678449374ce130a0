import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { TextOptions } from '../../values/text-options.js'

export const examples: FieldTypeExamples<TextOptions> = {
  doc: {
    'zh-CN':
      '电话号码。中国号码保存为在国内拨打的纯数字（手机 11 位，座机含区号），其他国家保存为带国家码的 E.164 格式，分机写作“ ext. 12”；因此无论怎样输入都能搜到并查重。不可能存在的号码会被拒绝。',
    en: 'A phone number. Numbers of China are kept as the digits dialled within the country (mobile: 11 digits; landline: with area code), others as E.164 with their country code, extensions as “ ext. 12”: search and uniqueness find a number however it was typed. Impossible numbers are refused.',
  },
  optionDocs: {
    maxLength: {
      'zh-CN': '以 Unicode 字符计的最大长度。',
      en: 'Longest text, in Unicode characters.',
    },
  },
  options: { maxLength: 255 },
  good: [
    { value: '13800138000' },
    { value: '+86 138-0013-8000', gives: '13800138000' },
    { value: '１３８ ００１３ ８０００', gives: '13800138000' },
    { value: '(010) 6234 5678', gives: '01062345678' },
    { value: '010-62345678-12', gives: '01062345678 ext. 12' },
    { value: '0755 8888 6666 转 801', gives: '075588886666 ext. 801' },
    { value: '01062345678 ext. 12' },
    { value: '400-800-8820', gives: '4008008820' },
    { value: '95588' },
    { value: '+852 2345 6789', gives: '+85223456789' },
    { value: '+1 (415) 555-2671', gives: '+14155552671' },
    { value: '+442079460018' },
    { value: '', gives: null },
    { value: null },
  ],
  bad: [
    { value: 'call me', code: 'field.format' },
    { value: '138001380001', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: '+86 1380013800', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: '13800138000 / 13900139000', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: '+999 12345678', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: '138\u000000138000', code: 'text.invalid' },
    { value: '138\ud80000138000', code: 'text.invalid', beyondSchema: beyondSchema.surrogates },
    { value: '1'.repeat(256), code: 'field.too_long' },
    { value: 13800138000, code: 'field.type' },
    { value: ['13800138000'], code: 'field.type' },
    { value: { phone: '13800138000' }, code: 'field.type' },
  ],
  cells: [
    { cell: ' 138 0013 8000 ', gives: '13800138000' },
    { cell: '010-62345678', gives: '01062345678' },
    { cell: '', gives: null },
    { cell: '1.38001E+10', code: 'field.format' },
  ],
  badOptions: [{ maxLength: 256 }, { maxLength: [] }, { region: 'CN' }],
}
