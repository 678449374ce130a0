import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { TextOptions } from '../../values/text-options.js'

export const examples: FieldTypeExamples<TextOptions> = {
  doc: {
    'zh-CN':
      '地址，一段文本，国内地址以省市区全称开头：上海市浦东新区世纪大道 100 号。填写时先选区划再写街道；保存时区划名称之间的空格和斜线去掉，其余空白合为一个空格。因此按文字搜索和筛选，「属于」即以区划名称开头。',
    en: 'An address as one text; one in China begins with the names of its province, city and district: 上海市浦东新区世纪大道 100 号. Forms ask for region and street; blanks and strokes between names of regions go, other white space becomes one blank. So it is searched and filtered as text, and “is in” is how it begins.',
  },
  optionDocs: {
    maxLength: {
      'zh-CN': '以 Unicode 字符计的最大长度。',
      en: 'Longest text, in Unicode characters.',
    },
  },
  options: { maxLength: 255 },
  good: [
    { value: '上海市浦东新区世纪大道 100 号' },
    { value: '江苏省 / 苏州市 / 姑苏区 平江路1号', gives: '江苏省苏州市姑苏区平江路1号' },
    { value: '湖北省仙桃市' },
    { value: '221B  Baker Street,\nLondon ', gives: '221B Baker Street, London' },
    { value: ' ', gives: null },
    { value: '', gives: null },
    { value: null },
  ],
  bad: [
    { value: '上海市\u0000', code: 'text.invalid' },
    { value: '上海市\ud800', code: 'text.invalid', beyondSchema: beyondSchema.surrogates },
    { value: '路'.repeat(256), code: 'field.too_long' },
    { value: '上海市浦东新区', code: 'field.too_long', options: { maxLength: 5 } },
    { value: 42, code: 'field.type' },
    { value: ['上海市'], code: 'field.type' },
    { value: { region: '310115', street: '世纪大道' }, code: 'field.type' },
  ],
  cells: [
    { cell: '上海市 浦东新区 世纪大道 100 号', gives: '上海市浦东新区世纪大道 100 号' },
    { cell: '', gives: null },
    { cell: '路'.repeat(300), code: 'field.too_long' },
  ],
  badOptions: [{ maxLength: 501 }, { maxLength: 0 }, { country: 'CN' }],
}
