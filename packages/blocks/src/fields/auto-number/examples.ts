import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { AutoNumberOptions } from './definition.js'

export const examples: FieldTypeExamples<AutoNumberOptions> = {
  doc: {
    'zh-CN': '新建记录时由系统编号，只读，之后不变。',
    en: 'A number given by the system when a record is created; read only, never changed afterwards.',
  },
  optionDocs: {
    format: {
      'zh-CN':
        '文字加 {yyyy} {MM} {dd} 和恰好一个计数器 {0000}；有 {dd} 须有 {MM}，有 {MM} 须有 {yyyy}。计数器在每个年、月或日从 1 开始，超过位数时自动加长。',
      en: 'Text with {yyyy} {MM} {dd} and exactly one counter {0000}; {dd} needs {MM}, and {MM} needs {yyyy}. The counter starts at 1 in each year, month or day and grows longer when it must.',
    },
  },
  options: { format: 'V-{yyyy}-{0000}' },
  good: [
    { value: 'V-2026-0001' },
    { value: '202601310007', options: { format: '{yyyy}{MM}{dd}{0000}' } },
    { value: '合同 12345 号', options: { format: '合同 {000} 号' } },
    { value: null },
  ],
  bad: [
    { value: 'V-2026-0001', code: 'field.read_only' },
    { value: null, code: 'field.read_only' },
    { value: '\u0000', code: 'field.read_only' },
    { value: '\ud800', code: 'field.read_only' },
    { value: 'V'.repeat(100_001), code: 'field.read_only' },
    { value: 1, code: 'field.read_only' },
    { value: ['V-2026-0001'], code: 'field.read_only' },
    { value: { n: 1 }, code: 'field.read_only' },
  ],
  cells: [{ cell: 'V-2026-0001', code: 'field.read_only' }],
  badOptions: [
    { format: 'V-{yyyy}' },
    { format: '{0000}-{0000}' },
    { format: '{MM}-{000}' },
    { format: '{yyyy}{dd}{000}' },
    { format: '{year}-{000}' },
    { format: '{0000' },
    { format: '' },
    { format: 7 },
  ],
}
