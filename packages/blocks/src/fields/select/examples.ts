import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { ChoiceOptions } from '../../values/choice-options.js'

export const examples: FieldTypeExamples<ChoiceOptions> = {
  options: {
    options: [
      { id: 'planned', key: 'planned', label: { 'zh-CN': '计划', en: 'Planned' } },
      { id: 'doing_k3f9', key: 'doing', label: { 'zh-CN': '进行中', en: 'In progress' }, color: 'blue' },
      { id: 'done', key: 'done', label: '完成', color: '#2f9e44' },
    ],
  },
  good: [{ value: 'planned' }, { value: 'doing' }, { value: 'done' }, { value: null }],
  bad: [
    { value: 'plannd', code: 'option.unknown' },
    { value: 'Done', code: 'option.unknown' },
    { value: '完成', code: 'option.unknown' },
    { value: 'doing_k3f9', code: 'option.unknown' },
    { value: '', code: 'option.unknown' },
    { value: 'x'.repeat(100_001), code: 'option.unknown' },
    { value: 'done\u0000', code: 'text.invalid' },
    { value: '\ud800', code: 'text.invalid' },
    { value: 0, code: 'field.type' },
    { value: ['done'], code: 'field.type' },
    { value: { key: 'done' }, code: 'field.type' },
  ],
  cells: [
    { cell: 'planned', gives: 'planned' },
    { cell: ' 进行中 ', gives: 'doing' },
    { cell: 'in PROGRESS', gives: 'doing' },
    { cell: 'DONE', gives: 'done' },
    { cell: '', gives: null },
    { cell: '取消', code: 'option.unknown' },
  ],
  badOptions: [
    {},
    { options: 'planned' },
    { options: [{ key: 'planned' }] },
    { options: [{ key: 'Planned', label: '计划' }] },
    { options: [{ key: 'planned', label: '计划', weight: 1 }] },
    { options: [{ key: 'planned', label: { en: 'Planned' } }] },
    { options: [{ key: 'planned', label: '计划', color: 'url(x)' }] },
  ],
}
