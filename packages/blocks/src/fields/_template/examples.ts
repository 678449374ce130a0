import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { TemplateOptions } from './definition.js'

export const examples: FieldTypeExamples<TemplateOptions> = {
  doc: {
    'zh-CN': '恰好若干位数字的代码，如 0471。',
    en: 'A code of exactly so many digits, such as 0471.',
  },
  optionDocs: {
    digits: {
      'zh-CN': '位数。',
      en: 'How many digits.',
    },
  },
  options: { digits: 4 },
  good: [{ value: '0471' }, { value: '9999' }, { value: '12', options: { digits: 2 } }, { value: null }],
  bad: [
    { value: '471', code: 'field.format' },
    { value: '04a1', code: 'field.format' },
    { value: '', code: 'field.format' },
    { value: '047\u0000', code: 'field.format' },
    { value: '047\ud800', code: 'field.format' },
    { value: '0'.repeat(100_001), code: 'field.format' },
    { value: 471, code: 'field.type' },
    { value: ['0471'], code: 'field.type' },
    { value: { code: '0471' }, code: 'field.type' },
  ],
  cells: [
    { cell: ' 0471 ', gives: '0471' },
    { cell: '', gives: null },
    { cell: '471', code: 'field.format' },
  ],
  badOptions: [{ digits: 0 }, { digits: '4' }, { length: 4 }],
}
