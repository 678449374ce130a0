import { beyondSchema, type FieldTypeExamples } from '../../examples/field-type-examples.js'

export const examples: FieldTypeExamples<Record<string, never>> = {
  doc: {
    'zh-CN':
      '地球上的一点：[纬度, 经度]，以度计，保留 6 位小数（约 11 厘米）。公式中是两个数的列表，`DISTANCE(位置, 31.23, 121.47)` 得到公里数；筛选「距离以内」即由此而来。填写和导入时写 31.23, 121.47 或 31.23°N 121.47°E。',
    en: 'A point on the earth: [latitude, longitude] in degrees, to six decimals (11 cm). In formulas a list of two numbers; `DISTANCE(location, 31.23, 121.47)` gives kilometres, and the filter “is within” is made of it. Forms and imports read 31.23, 121.47 and 31.23°N 121.47°E.',
  },
  optionDocs: {},
  options: {},
  good: [
    { value: [31.2304, 121.4737] },
    { value: [-33.8688, 151.2093] },
    { value: [0, -0], gives: [0, 0] },
    { value: [90, 180] },
    { value: [31.23041612345, 121.4737], gives: [31.230416, 121.4737] },
    { value: null },
  ],
  bad: [
    { value: [121.4737, 31.2304], code: 'field.out_of_range', beyondSchema: beyondSchema.range },
    { value: [31.2304, 181], code: 'field.out_of_range' },
    { value: [31.2304], code: 'field.type' },
    { value: [31.2304, 121.4737, 4], code: 'field.type' },
    { value: ['31.2304', '121.4737'], code: 'field.type' },
    { value: '31.2304, 121.4737', code: 'field.type' },
    { value: '\u0000', code: 'field.type' },
    { value: '\ud800', code: 'field.type' },
    { value: Array.from({ length: 300 }, () => 1), code: 'field.type' },
    { value: 31.23, code: 'field.type' },
    { value: { lat: 31.2304, lng: 121.4737 }, code: 'field.type' },
  ],
  cells: [
    { cell: '31.2304, 121.4737', gives: [31.2304, 121.4737] },
    { cell: '３１．２３０４，１２１．４７３７', gives: [31.2304, 121.4737] },
    { cell: '31.2304°N 121.4737°E', gives: [31.2304, 121.4737] },
    { cell: '33.8688 S; 151.2093 E', gives: [-33.8688, 151.2093] },
    { cell: 'S33.8688, E151.2093', gives: [-33.8688, 151.2093] },
    { cell: '', gives: null },
    { cell: '121.4737, 31.2304', code: 'field.out_of_range' },
    { cell: '31.2304', code: 'field.format' },
    { cell: '上海', code: 'field.format' },
  ],
  badOptions: [{ decimals: 6 }, { datum: 'GCJ-02' }, { map: true }],
}
