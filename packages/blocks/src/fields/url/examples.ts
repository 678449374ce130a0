import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { TextOptions } from '../../values/text-options.js'

export const examples: FieldTypeExamples<TextOptions> = {
  doc: {
    'zh-CN': '以 http:// 或 https:// 开头的网址，按输入原样保存。导入时 www. 开头的单元格会补上 https://。',
    en: 'An address that starts with http:// or https://, kept as typed. When importing, a cell that starts with www. gets https:// before it.',
  },
  optionDocs: {
    maxLength: {
      'zh-CN': '以 Unicode 字符计的最大长度。',
      en: 'Longest text, in Unicode characters.',
    },
  },
  options: { maxLength: 255 },
  good: [
    { value: 'https://example.com' },
    { value: 'http://localhost:3300/api?filter=a%20%3D%201#top' },
    { value: 'HTTPS://Example.com/Path?q=?' },
    { value: 'https://例子.中国/客户/列表' },
    { value: 'https://[2001:db8::1]/' },
    { value: '', gives: null },
    { value: null },
  ],
  bad: [
    { value: 'example.com', code: 'field.format' },
    { value: 'javascript:alert(1)', code: 'field.format' },
    { value: 'data:text/html,<script>', code: 'field.format' },
    { value: 'file:///etc/passwd', code: 'field.format' },
    { value: ' https://example.com', code: 'field.format' },
    { value: 'https://exa mple.com', code: 'field.format' },
    { value: 'java\nscript:https://example.com', code: 'field.format' },
    { value: 'https://', code: 'field.format' },
    { value: 'https://[::1', code: 'field.format', beyondSchema: beyondSchema.form },
    { value: 'https://example.com/\u0000', code: 'text.invalid' },
    { value: 'https://example.com/\udfff', code: 'text.invalid', beyondSchema: beyondSchema.surrogates },
    { value: `https://example.com/${'x'.repeat(250)}`, code: 'field.too_long' },
    { value: 1, code: 'field.type' },
    { value: ['https://example.com'], code: 'field.type' },
    { value: { href: 'https://example.com' }, code: 'field.type' },
  ],
  cells: [
    { cell: ' https://example.com/ ', gives: 'https://example.com/' },
    { cell: 'www.example.com', gives: 'https://www.example.com' },
    { cell: '', gives: null },
    { cell: '官网', code: 'field.format' },
  ],
  badOptions: [{ maxLength: 4_001 }, { maxLength: -1 }, { protocols: ['ftp'] }],
}
