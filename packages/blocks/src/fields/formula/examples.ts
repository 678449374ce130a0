import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { FormulaOptions } from './definition.js'

export const examples: FieldTypeExamples<FormulaOptions> = {
  doc: {
    'zh-CN': '由公式计算，读取时得出，只读。类型由公式推断。',
    en: 'Computed by a formula when it is read; read only. The type is inferred.',
  },
  optionDocs: {
    formula: {
      'zh-CN': '表达式，见公式语言。',
      en: 'An expression; see the language of formulas.',
    },
    decimals: {
      'zh-CN': '数字结果四舍五入到的小数位数。',
      en: 'Decimals a number is rounded to, half away from zero.',
    },
  },
  options: { formula: 'ROUND(cost * 1.06, 2)' },
  good: [
    { value: 106, formulaType: { kind: 'number' } },
    { value: '计划', formulaType: { kind: 'text' } },
    { value: true, formulaType: { kind: 'boolean' } },
    { value: '2026-01-31', formulaType: { kind: 'date' } },
    { value: '2026-01-31T08:00:00.000Z', formulaType: { kind: 'datetime' } },
    { value: '08:00:00', formulaType: { kind: 'time' } },
    { value: 3_600_000, formulaType: { kind: 'duration' } },
    {
      value: 'done',
      formulaType: { kind: 'option', field: 'f', options: [{ id: 'done', key: 'done', label: '完成' }] },
    },
    { value: ['a', 'b'], formulaType: { kind: 'list', of: { kind: 'text' } } },
    {
      value: { id: '01900000-0000-7000-8000-00000000000a', title: '智合科技' },
      formulaType: { kind: 'record', object: 'account' },
    },
    { value: null, formulaType: { kind: 'number' } },
  ],
  bad: [
    { value: 106, code: 'field.read_only' },
    { value: null, code: 'field.read_only' },
    { value: '\u0000', code: 'field.read_only' },
    { value: '\ud800', code: 'field.read_only' },
    { value: 'x'.repeat(100_001), code: 'field.read_only' },
    { value: [106], code: 'field.read_only' },
    { value: { value: 106 }, code: 'field.read_only' },
  ],
  cells: [{ cell: '106', code: 'field.read_only' }],
  badOptions: [
    {},
    { formula: '' },
    { formula: 1 },
    { formula: 'cost', decimals: 11 },
    { formula: 'cost', type: 'number' },
  ],
}
