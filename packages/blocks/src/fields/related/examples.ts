import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { RelatedOptions } from './definition.js'

export const examples: FieldTypeExamples<RelatedOptions> = {
  doc: {
    'zh-CN':
      '所指记录的字段，如报价单上客户的电话。读取时得出，总是最新，只读；类型、选项和格式随来源字段。附件、图片、签名和明细不能作为来源。',
    en: 'A field of a record this one points to, such as the phone of the customer on a quote. Taken when it is read, always the present value, read only; type, options and format are those of the source. Files, images, signatures and lines cannot be the source.',
  },
  optionDocs: {
    path: {
      'zh-CN': '1 到 5 个查找字段，再加来源字段，以点分隔，如 customer.phone、contract.customer.level。',
      en: 'One to five lookups and the field, separated by dots, such as customer.phone or contract.customer.level.',
    },
  },
  options: { path: 'customer.phone' },
  good: [
    { value: '13800001234', formulaType: { kind: 'text' } },
    { value: 12.5, formulaType: { kind: 'number' } },
    { value: true, formulaType: { kind: 'boolean' } },
    { value: '2026-01-31', formulaType: { kind: 'date' } },
    {
      value: 'vip',
      formulaType: { kind: 'option', field: 'f', options: [{ id: 'vip', key: 'vip', label: '重点' }] },
    },
    { value: ['a', 'b'], formulaType: { kind: 'list', of: { kind: 'text' } } },
    {
      value: { id: '01900000-0000-7000-8000-00000000000a', title: '李明' },
      formulaType: { kind: 'record', object: 'user' },
    },
    { value: null, formulaType: { kind: 'text' } },
  ],
  bad: [
    { value: '13800001234', code: 'field.read_only' },
    { value: 7, code: 'field.read_only' },
    { value: null, code: 'field.read_only' },
    { value: '\u0000', code: 'field.read_only' },
    { value: '\ud800', code: 'field.read_only' },
    { value: 'x'.repeat(100_001), code: 'field.read_only' },
    { value: ['a'], code: 'field.read_only' },
    { value: { id: 'a' }, code: 'field.read_only' },
  ],
  cells: [{ cell: '13800001234', code: 'field.read_only' }],
  badOptions: [
    {},
    { path: '' },
    { path: 'phone' },
    { path: 'customer.' },
    { path: 'customer.phone & "1"' },
    { path: 'a.b.c.d.e.f.g' },
    { path: ['customer', 'phone'] },
    { path: 'customer.phone', formula: '1' },
  ],
}
