import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { TagsOptions } from './definition.js'

export const examples: FieldTypeExamples<TagsOptions> = {
  doc: {
    'zh-CN':
      '自由填写的标签：文本数组，最多 50 个，每个最多 50 个字符。首尾空白去掉；仅大小写不同的算同一个，保留先写的；空数组即为空。标签内不能有分隔符 , ， 、 ; ；，导入和填写时用它们分开。',
    en: 'Free labels: an array of at most 50 texts of at most 50 characters. Outer blanks go; tags that differ in case alone are one, in the first spelling; an empty array is blank. A tag holds none of the separators , ， 、 ; ； that part them in imports and forms.',
  },
  optionDocs: {
    suggestions: {
      'zh-CN': '输入时提供的建议；不限制可写的值。',
      en: 'What is offered while one types; other values may be written.',
    },
  },
  options: { suggestions: ['重点', '老客户'] },
  good: [
    { value: ['重点'] },
    { value: ['老客户', 'VIP', '重点'] },
    { value: [' 重点  客户 ', 'vip', 'VIP', ''], gives: ['重点 客户', 'vip'] },
    { value: ['Zoe\u0308'], gives: ['Zoë'] },
    { value: [], gives: null },
    { value: null },
  ],
  bad: [
    { value: ['重点，老客户'], code: 'field.format', beyondSchema: beyondSchema.form },
    { value: ['签'.repeat(300)], code: 'field.too_long' },
    {
      value: Array.from({ length: 51 }, (_, index) => `t${index}`),
      code: 'field.too_many',
      beyondSchema: beyondSchema.form,
    },
    { value: ['a\u0000'], code: 'text.invalid', beyondSchema: beyondSchema.form },
    { value: ['\ud800'], code: 'text.invalid', beyondSchema: beyondSchema.surrogates },
    { value: '重点', code: 'field.type' },
    { value: [1], code: 'field.type' },
    { value: 7, code: 'field.type' },
    { value: { tag: '重点' }, code: 'field.type' },
  ],
  cells: [
    { cell: '重点，老客户、VIP; 华东', gives: ['重点', '老客户', 'VIP', '华东'] },
    { cell: '重点\n重点', gives: ['重点'] },
    { cell: ' 、', gives: null },
    { cell: '', gives: null },
    { cell: '签'.repeat(51), code: 'field.too_long' },
  ],
  badOptions: [{ suggestions: ['a，b'] }, { suggestions: ['a', 'a'] }, { suggestions: 'a' }, { options: [] }],
}
