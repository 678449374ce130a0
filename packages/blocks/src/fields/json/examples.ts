import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { TextOptions } from '../../values/text-options.js'

export const examples: FieldTypeExamples<TextOptions> = {
  doc: {
    'zh-CN':
      'JSON 对象或数组。可直接写对象、数组，也可写 JSON 文本；保存并读出为不含多余空白的 JSON 文本，内容按原样保留（包括位数很多的数）。公式中是文本；不能作标题、不能排序、不能唯一。',
    en: 'A JSON object or array, written as such or as its text; kept and read as JSON text without superfluous blanks, its content as it was written (numbers of many digits too). Text in formulas. It titles no record, has no order and may be repeated.',
  },
  optionDocs: {
    maxLength: {
      'zh-CN': '以 Unicode 字符计的最大长度，不含多余空白。',
      en: 'Longest text, in Unicode characters, without superfluous blanks.',
    },
  },
  options: { maxLength: 20_000 },
  good: [
    { value: '{"port":80}' },
    { value: { port: 80, hosts: ['甲', null] }, gives: '{"port":80,"hosts":["甲",null]}' },
    { value: [1, 2], gives: '[1,2]' },
    { value: ' { "a b" : 12345678901234567890 ,\n "c": [ ] } ', gives: '{"a b":12345678901234567890,"c":[]}' },
    { value: '{"text":"two  blanks, \\"quoted\\""}' },
    { value: { nul: '\u0000' }, gives: '{"nul":"\\u0000"}' },
    { value: '  ', gives: null },
    { value: '', gives: null },
    { value: null },
  ],
  bad: [
    { value: '{"port":80', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: '{port:80}', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: '80', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: 'null', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: '{"a":"\u0000"}', code: 'text.invalid', beyondSchema: beyondSchema.form },
    { value: '{"a":"\ud800"}', code: 'text.invalid', beyondSchema: beyondSchema.surrogates },
    { value: ['x'.repeat(20_000)], code: 'field.too_long', beyondSchema: 'the length of its text' },
    { value: { long: 'x'.repeat(20_000) }, code: 'field.too_long', beyondSchema: 'the length of its text' },
    { value: 'x'.repeat(80_001), code: 'field.too_long' },
    { value: 80, code: 'field.type' },
    { value: true, code: 'field.type' },
  ],
  cells: [
    { cell: '{ "port": 80 }', gives: '{"port":80}' },
    { cell: '', gives: null },
    { cell: '端口 80', code: 'field.format' },
  ],
  badOptions: [{ maxLength: 100_001 }, { maxLength: 0 }, { schema: {} }],
}
