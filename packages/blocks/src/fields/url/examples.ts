import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { TextOptions } from '../../values/text-options.js'

export const examples: FieldTypeExamples<TextOptions> = {
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
