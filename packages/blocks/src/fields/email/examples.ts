import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { TextOptions } from '../../values/text-options.js'

export const examples: FieldTypeExamples<TextOptions> = {
  doc: {
    'zh-CN': '邮箱地址，保存为小写，便于搜索与查重。允许中文等 Unicode 地址；域名至少两段。',
    en: 'An e-mail address, kept in lower case so that search and uniqueness find it. Unicode addresses are allowed; the domain needs two labels or more.',
  },
  optionDocs: {
    maxLength: {
      'zh-CN': '以 Unicode 字符计的最大长度。',
      en: 'Longest text, in Unicode characters.',
    },
  },
  options: { maxLength: 255 },
  good: [
    { value: 'sales@example.com' },
    { value: 'Sales.Team+CN@Example.COM', gives: 'sales.team+cn@example.com' },
    { value: 'o_brien-1@mail.example.co.uk' },
    { value: '销售@例子.中国' },
    { value: 'post@xn--fsqu00a.xn--0zwm56d' },
    { value: '', gives: null },
    { value: null },
  ],
  bad: [
    { value: 'example.com', code: 'field.format' },
    { value: 'a@b', code: 'field.format' },
    { value: 'two@at@example.com', code: 'field.format' },
    { value: 'a b@example.com', code: 'field.format' },
    { value: 'dot.@example.com', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: 'a@-example.com', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: 'a@10.0.0.1', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: 'Name <a@example.com>', code: 'field.format' },
    { value: `${'a'.repeat(65)}@example.com`, code: 'field.format', beyondSchema: beyondSchema.form },
    { value: 'a\u0000@example.com', code: 'text.invalid' },
    { value: 'a\ud800@example.com', code: 'text.invalid', beyondSchema: beyondSchema.surrogates },
    { value: `${'a'.repeat(300)}@example.com`, code: 'field.too_long' },
    { value: 7, code: 'field.type' },
    { value: ['a@example.com'], code: 'field.type' },
    { value: { email: 'a@example.com' }, code: 'field.type' },
  ],
  cells: [
    { cell: ' Sales@Example.com ', gives: 'sales@example.com' },
    { cell: 'mailto:a@example.com', gives: 'a@example.com' },
    { cell: '  ', gives: null },
    { cell: '无', code: 'field.format' },
  ],
  badOptions: [{ maxLength: 321 }, { maxLength: null }, { domain: 'example.com' }],
}
