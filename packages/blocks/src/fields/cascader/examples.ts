import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { TreeOptions } from '../../values/choice-tree.js'

export const examples: FieldTypeExamples<TreeOptions> = {
  doc: {
    'zh-CN':
      '级联选择：从一棵选项树中选到最后一级，保存该选项的 key，显示为「华东 / 上海」。筛选时选中上级即选中其下各级。导入时认得 key、从上到下的名称，以及不重名的末级名称。',
    en: 'One leaf of a tree of options, by its key; shown as 华东 / 上海. In filters choosing a branch chooses all below it. Imports know the key, the labels from the top down, and a label that only one leaf has.',
  },
  optionDocs: {
    options: {
      'zh-CN':
        '选项列表，按树的顺序排列；每项有 key、label、可选 color，以及 depth（0 为顶级，缺省为 0）：每项属于它前面最近的、层级更浅的一项。移除的选项会隐藏：已有记录保留它。',
      en: 'The options in the order of the tree, each with key, label, perhaps color, and depth (0, the default, at the top): each lies below the nearest one before it that is less deep. An option taken off is hidden: records keep it.',
    },
  },
  options: {
    options: [
      { id: 'east', key: 'east', label: { 'zh-CN': '华东', en: 'East' } },
      { id: 'shanghai_7ab2', key: 'shanghai', label: { 'zh-CN': '上海', en: 'Shanghai' }, depth: 1 },
      { id: 'jiangsu', key: 'jiangsu', label: { 'zh-CN': '江苏', en: 'Jiangsu' }, depth: 1 },
      { id: 'suzhou', key: 'suzhou', label: { 'zh-CN': '苏州', en: 'Suzhou' }, depth: 2 },
      { id: 'other1', key: 'other1', label: '其他', depth: 1 },
      { id: 'abroad', key: 'abroad', label: { 'zh-CN': '海外', en: 'Abroad' } },
      { id: 'other2', key: 'other2', label: '其他', depth: 1 },
    ],
  },
  good: [
    { value: 'shanghai' },
    { value: 'suzhou' },
    { value: 'other2' },
    { value: 'solo', options: { options: [{ key: 'solo', label: '唯一', depth: 3 }] } },
    { value: null },
  ],
  bad: [
    { value: 'east', code: 'option.branch' },
    { value: 'jiangsu', code: 'option.branch' },
    { value: 'shangha', code: 'option.unknown' },
    { value: '', code: 'option.unknown' },
    { value: 'suzhou\u0000', code: 'text.invalid' },
    { value: '\ud800', code: 'text.invalid' },
    { value: 'x'.repeat(100_001), code: 'option.unknown' },
    { value: 1, code: 'field.type' },
    { value: ['suzhou'], code: 'field.type' },
    { value: { key: 'suzhou' }, code: 'field.type' },
  ],
  cells: [
    { cell: 'suzhou', gives: 'suzhou' },
    { cell: ' 华东 / 江苏/苏州 ', gives: 'suzhou' },
    { cell: 'East > Shanghai', gives: 'shanghai' },
    { cell: '苏州', gives: 'suzhou' },
    { cell: '海外 / 其他', gives: 'other2' },
    { cell: '', gives: null },
    { cell: '其他', code: 'option.unknown' },
    { cell: 'jiangsu', code: 'option.branch' },
    { cell: '火星', code: 'option.unknown' },
  ],
  badOptions: [
    { options: [{ key: 'a', label: 'A', depth: 6 }] },
    { options: [{ key: 'a', label: 'A', children: [] }] },
    { options: 'a' },
  ],
}
