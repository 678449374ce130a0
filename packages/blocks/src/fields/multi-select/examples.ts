import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { ChoiceOptions } from '../../values/choice-options.js'

export const examples: FieldTypeExamples<ChoiceOptions> = {
  doc: {
    'zh-CN': '若干选项：key 的数组，不重复，总按选项顺序读出；空数组即为空。导入时用逗号、顿号、分号或竖线分隔。',
    en: 'Some options: an array of keys, each once, always read in option order; an empty array is blank. Imports separate by comma, semicolon or bar.',
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
      { id: 'north', key: 'north', label: { 'zh-CN': '北方', en: 'North' } },
      { id: 'south_7ab2', key: 'south', label: { 'zh-CN': '南方', en: 'South' } },
      { id: 'abroad', key: 'abroad', label: '海外' },
    ],
  },
  good: [
    { value: ['north'] },
    { value: ['abroad', 'north'], gives: ['north', 'abroad'] },
    { value: ['abroad', 'south', 'north'], gives: ['north', 'south', 'abroad'] },
    { value: [], gives: null },
    { value: null },
  ],
  bad: [
    { value: ['noth'], code: 'option.unknown' },
    { value: ['north', '南方'], code: 'option.unknown' },
    { value: ['north', 'north'], code: 'option.repeated' },
    { value: ['x'.repeat(100_001)], code: 'option.unknown' },
    { value: ['north\u0000'], code: 'text.invalid' },
    { value: ['\ud800'], code: 'text.invalid' },
    { value: 'north', code: 'field.type' },
    { value: '', code: 'field.type' },
    { value: 7, code: 'field.type' },
    { value: [1], code: 'field.type' },
    { value: [null], code: 'field.type' },
    { value: [['north']], code: 'field.type' },
    { value: { north: true }, code: 'field.type' },
  ],
  cells: [
    { cell: 'north', gives: ['north'] },
    { cell: '海外，北方', gives: ['north', 'abroad'] },
    { cell: 'South; north;south', gives: ['north', 'south'] },
    { cell: '北方、', gives: ['north'] },
    { cell: ' , ', gives: null },
    { cell: '', gives: null },
    { cell: '北方、东方', code: 'option.unknown' },
  ],
  badOptions: [{}, { options: {} }, { options: [{ key: '1st', label: '一' }] }, { options: [{ label: '一' }] }],
}
