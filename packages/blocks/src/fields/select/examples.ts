import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { ChoiceOptions } from '../../values/choice-options.js'

export const examples: FieldTypeExamples<ChoiceOptions> = {
  doc: {
    'zh-CN':
      '一个选项，读写都用选项的 key，内部按 id 保存，因此改 key、改名都不影响数据。按选项顺序排序。导入时可写 key 或名称。',
    en: 'One option, read and written by its key and kept by its id, so that keys and labels may change. Sorts in option order. Imports accept keys and labels.',
  },
  optionDocs: {
    options: {
      'zh-CN':
        '选项列表，每项有 key、label，可选 color；id 由系统添加。顺序即排序与显示的顺序。从列表中移除的选项会隐藏：已有记录保留它，但不能再选。',
      en: 'List of options with key, label and perhaps color; ids are added. Its order is the order of sorting and showing. An option taken off the list is hidden: records keep it, nobody can choose it.',
    },
  },
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
