import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { ScoreOptions } from './definition.js'

const contributions = [{ label: '重点客户', when: 'level = "vip"', points: 30 }]

export const examples: FieldTypeExamples<ScoreOptions> = {
  doc: {
    'zh-CN': '评分模型，如线索打分：条件成立的各项分数之和，只读。记录页列出每一项是否计入。',
    en: 'A score, such as of a lead: the sum of the points whose conditions hold; read only. The record page lists which of them count.',
  },
  optionDocs: {
    contributions: {
      'zh-CN': '各项：名称 label、条件公式 when、分数 points（可为负数）。',
      en: 'Each has a label, a condition `when` (a formula) and points, which may be negative.',
    },
    minimum: { 'zh-CN': '总分不低于此值。', en: 'The sum goes no lower.' },
    maximum: {
      'zh-CN': '总分不高于此值；低于最低分时以最低分为准。',
      en: 'The sum goes no higher; a lower limit above it wins.',
    },
  },
  options: { contributions, minimum: 0, maximum: 100 },
  good: [
    { value: 30, formulaType: { kind: 'number' } },
    { value: -12.5, formulaType: { kind: 'number' } },
    { value: 100, formulaType: { kind: 'number' } },
    { value: 0, formulaType: { kind: 'number' } },
  ],
  bad: [
    { value: 30, code: 'field.read_only' },
    { value: null, code: 'field.read_only' },
    { value: '\u0000', code: 'field.read_only' },
    { value: '\ud800', code: 'field.read_only' },
    { value: '3'.repeat(100_001), code: 'field.read_only' },
    { value: [30], code: 'field.read_only' },
    { value: { points: 30 }, code: 'field.read_only' },
  ],
  cells: [{ cell: '30', code: 'field.read_only' }],
  badOptions: [
    {},
    { contributions: [] },
    { contributions: [{ label: '重点客户', when: '', points: 1 }] },
    { contributions: [{ label: '重点客户', points: 1 }] },
    { contributions: [{ label: '重点客户', when: 'true', points: '1' }] },
    { contributions: [{ label: '重点客户', when: 'true', points: 1e7 }] },
    { contributions, minimum: '0' },
    { contributions, formula: '1' },
  ],
}
