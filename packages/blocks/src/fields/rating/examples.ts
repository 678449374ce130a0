import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { RatingOptions } from './definition.js'

export const examples: FieldTypeExamples<RatingOptions> = {
  doc: {
    'zh-CN': '星级评分：1 到若干颗星的整数，未评即为空。导入时认得 4、4 星、4/5、★★★★☆。',
    en: 'A rating in stars: a whole number from 1; not rated is blank. Imports know 4, 4 stars, 4/5, ★★★★☆.',
  },
  optionDocs: {
    stars: {
      'zh-CN': '最多几颗星。减少后，已有的更高评分保留，但不能再写入。',
      en: 'How many stars there are. With fewer, higher ratings stay on their records but cannot be written.',
    },
  },
  options: { stars: 5 },
  good: [{ value: 1 }, { value: 4 }, { value: 5 }, { value: 10, options: { stars: 10 } }, { value: null }],
  bad: [
    { value: 0, code: 'field.out_of_range' },
    { value: 6, code: 'field.out_of_range' },
    { value: -1, code: 'field.out_of_range' },
    { value: 4, code: 'field.out_of_range', options: { stars: 3 } },
    { value: 3.5, code: 'number.too_many_decimals' },
    { value: '4', code: 'field.type' },
    { value: '\u0000', code: 'field.type' },
    { value: '\ud800', code: 'field.type' },
    { value: '★'.repeat(400), code: 'field.type' },
    { value: [4], code: 'field.type' },
    { value: { stars: 4 }, code: 'field.type' },
  ],
  cells: [
    { cell: ' 4 ', gives: 4 },
    { cell: '４星', gives: 4 },
    { cell: '5 Stars', gives: 5 },
    { cell: '4/5', gives: 4 },
    { cell: '★★★☆☆', gives: 3 },
    { cell: '', gives: null },
    { cell: '☆☆☆☆☆', code: 'field.out_of_range' },
    { cell: '9', code: 'field.out_of_range' },
    { cell: '很好', code: 'field.format' },
    { cell: '4.5', code: 'field.format' },
  ],
  badOptions: [{ stars: 2 }, { stars: 11 }, { stars: '5' }, { half: true }],
}
