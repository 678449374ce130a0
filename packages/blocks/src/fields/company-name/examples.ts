import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { TextOptions } from '../../values/text-options.js'

export const examples: FieldTypeExamples<TextOptions> = {
  doc: {
    'zh-CN':
      '企业名称。保存时去掉首尾空白，中间的连续空白合为一个空格，全角字母和数字改为半角；名称含汉字时括号一律为全角（），否则为半角，因此无论怎样输入都能搜到并查重。',
    en: 'The name of a company. Outer blanks go, inner ones become one space, full-width letters and digits become ordinary ones; round brackets are full-width in a name with a Chinese character, else ASCII: search and uniqueness find it however it was typed.',
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
    { value: '西门子(中国)有限公司', gives: '西门子（中国）有限公司' },
    { value: '\u3000ＡＢＣ１２３  有限公司 ', gives: 'ABC123 有限公司' },
    { value: 'Cloudsail （Asia） Ltd.', gives: 'Cloudsail (Asia) Ltd.' },
    { value: 'Mu\u0308ller & Co.', gives: 'Müller & Co.' },
    { value: '𠮷野家', options: { maxLength: 3 } },
    { value: ' \u3000\t', gives: null },
    { value: '', gives: null },
    { value: null },
  ],
  bad: [
    { value: '上海\u0000智合', code: 'text.invalid' },
    { value: '上海\ud800智合', code: 'text.invalid', beyondSchema: beyondSchema.surrogates },
    { value: '司'.repeat(256), code: 'field.too_long' },
    { value: '𠮷野家', code: 'field.too_long', options: { maxLength: 2 } },
    { value: 42, code: 'field.type' },
    { value: ['上海智合'], code: 'field.type' },
    { value: { name: '上海智合' }, code: 'field.type' },
  ],
  cells: [
    { cell: ' 西门子(中国)有限公司 ', gives: '西门子（中国）有限公司' },
    { cell: '３Ｍ', gives: '3M' },
    { cell: '', gives: null },
    { cell: '司'.repeat(300), code: 'field.too_long' },
  ],
  badOptions: [{ maxLength: 256 }, { maxLength: 0 }, { suffix: '有限公司' }],
}
