import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { RollupOptions } from './definition.js'

export const examples: FieldTypeExamples<RollupOptions> = {
  doc: {
    'zh-CN':
      '对指向本记录的子记录求和、计数、平均、最小、最大或去重计数；只读。没有子记录时，计数与求和为 0，其余为空。',
    en: 'Sum, count, average, smallest, largest or number of distinct values over the records that point to this one; read only. Without children count and sum are 0, the others blank.',
  },
  optionDocs: {
    relation: {
      'zh-CN': '<子模块>.<子模块上指向本模块的查找字段>，如 visit.customer。',
      en: '<child object>.<lookup on the child that points here>, such as visit.customer.',
    },
    function: {
      'zh-CN': '汇总方式。',
      en: 'What is computed.',
    },
    field: {
      'zh-CN': '子模块的字段；计数时不需要。',
      en: 'Field of the child; not needed to count.',
    },
    filter: {
      'zh-CN': '以子记录为准的条件公式，只汇总满足的记录。',
      en: 'A formula over the child: only records where it is true take part.',
    },
    decimals: {
      'zh-CN': '数字结果四舍五入到的小数位数。',
      en: 'Decimals a number is rounded to, half away from zero.',
    },
  },
  options: { relation: 'visit.customer', function: 'sum', field: 'cost' },
  good: [
    { value: 0, formulaType: { kind: 'number' } },
    { value: 1280.5, formulaType: { kind: 'number' } },
    { value: 3, formulaType: { kind: 'number' }, options: { function: 'count' } },
    { value: null, formulaType: { kind: 'number' }, options: { function: 'avg', filter: 'status = "done"' } },
  ],
  bad: [
    { value: 3, code: 'field.read_only' },
    { value: null, code: 'field.read_only' },
    { value: '\u0000', code: 'field.read_only' },
    { value: '\ud800', code: 'field.read_only' },
    { value: '3'.repeat(100_001), code: 'field.read_only' },
    { value: [3], code: 'field.read_only' },
    { value: { sum: 3 }, code: 'field.read_only' },
  ],
  cells: [{ cell: '3', code: 'field.read_only' }],
  badOptions: [
    {},
    { relation: 'visit', function: 'count' },
    { relation: 'visit.customer', function: 'sum' },
    { relation: 'visit.customer', function: 'median', field: 'cost' },
    { relation: 'visit.customer.owner', function: 'count' },
    { relation: 'visit.customer', function: 'count', where: 'true' },
  ],
}
