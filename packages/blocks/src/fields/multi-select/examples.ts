import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { ChoiceOptions } from '../../values/choice-options.js'

export const examples: FieldTypeExamples<ChoiceOptions> = {
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
