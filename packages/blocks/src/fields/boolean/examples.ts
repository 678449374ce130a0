import type { FieldTypeExamples } from '../../examples/field-type-examples.js'

export const examples: FieldTypeExamples<Record<string, never>> = {
  doc: {
    'zh-CN': '是或否，没有第三种状态：空即为否。',
    en: 'Yes or no; there is no third state: blank is no.',
  },
  optionDocs: {},
  options: {},
  good: [{ value: true }, { value: false }, { value: null, gives: false }],
  bad: [
    { value: 1, code: 'field.type' },
    { value: 0, code: 'field.type' },
    { value: 'true', code: 'field.type' },
    { value: '', code: 'field.type' },
    { value: '\u0000', code: 'field.type' },
    { value: '\ud800', code: 'field.type' },
    { value: 'y'.repeat(100_001), code: 'field.type' },
    { value: [true], code: 'field.type' },
    { value: { value: true }, code: 'field.type' },
  ],
  cells: [
    { cell: '是', gives: true },
    { cell: ' TRUE ', gives: true },
    { cell: '1', gives: true },
    { cell: '√', gives: true },
    { cell: '否', gives: false },
    { cell: 'no', gives: false },
    { cell: '', gives: false },
    { cell: '也许', code: 'field.format' },
    { cell: '2', code: 'field.format' },
  ],
  badOptions: [{ maxLength: 1 }, { options: [] }, { trueLabel: '是' }],
}
