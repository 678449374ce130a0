import type { FieldTypeExamples } from '../../examples/field-type-examples.js'

export const examples: FieldTypeExamples<Record<string, never>> = {
  doc: {
    'zh-CN':
      '中国的省、市、区县，以 6 位行政区划代码（GB/T 2260）保存，如 310115 显示为「上海市 / 浦东新区」；可以只到省或市。筛选「属于」含其下所有区划，公式中写作 `STARTSWITH(区划, "31")`。导入时认得代码、从省起的全称，以及不重名的名称。',
    en: 'A province, city or district of China, kept as the six digits of GB/T 2260: 310115 is shown as 上海市 / 浦东新区; a province or city alone will do. The filter “is in” takes all below, in formulas `STARTSWITH(region, "31")`. Imports know the code, the names from the province down, and a name that only one region has.',
  },
  optionDocs: {},
  options: {},
  good: [{ value: '310115' }, { value: '310000' }, { value: '320500' }, { value: '429004' }, { value: null }],
  bad: [
    { value: '999999', code: 'field.format', beyondSchema: 'that the code is in the register' },
    { value: '3101', code: 'field.format' },
    { value: '上海市', code: 'field.format' },
    { value: '', code: 'field.format' },
    { value: '31011\u0000', code: 'field.format' },
    { value: '\ud800', code: 'field.format' },
    { value: '3'.repeat(400), code: 'field.format' },
    { value: 310115, code: 'field.type' },
    { value: ['310115'], code: 'field.type' },
    { value: { code: '310115' }, code: 'field.type' },
  ],
  cells: [
    { cell: '310115', gives: '310115' },
    { cell: '上海市 / 浦东新区', gives: '310115' },
    { cell: '上海市浦东新区', gives: '310115' },
    { cell: ' 江苏省-苏州市 ', gives: '320500' },
    { cell: '浦东新区', gives: '310115' },
    { cell: '', gives: null },
    { cell: '朝阳区', code: 'field.format' },
    { cell: '火星', code: 'field.format' },
  ],
  badOptions: [{ level: 'city' }, { country: 'CN' }, { maxLength: 6 }],
}
