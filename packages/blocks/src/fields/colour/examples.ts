import type { FieldTypeExamples } from '../../examples/field-type-examples.js'

export const examples: FieldTypeExamples<Record<string, never>> = {
  doc: {
    'zh-CN': '颜色，形如 #2f6fed，保存为小写；#abc 展开为 #aabbcc。导入时可省去 #。',
    en: 'A colour such as #2f6fed, kept in small letters; #abc becomes #aabbcc. Imports may leave out the sign.',
  },
  optionDocs: {},
  options: {},
  good: [
    { value: '#2f6fed' },
    { value: '#2F6FED', gives: '#2f6fed' },
    { value: '#aBc', gives: '#aabbcc' },
    { value: null },
  ],
  bad: [
    { value: '2f6fed', code: 'field.format' },
    { value: '#2f6fe', code: 'field.format' },
    { value: '#2f6fedff', code: 'field.format' },
    { value: 'red', code: 'field.format' },
    { value: 'url(javascript:alert(1))', code: 'field.format' },
    { value: '', code: 'field.format' },
    { value: '#2f6fed\u0000', code: 'field.format' },
    { value: '#\ud800', code: 'field.format' },
    { value: `#${'f'.repeat(400)}`, code: 'field.format' },
    { value: 0x2f6fed, code: 'field.type' },
    { value: ['#2f6fed'], code: 'field.type' },
    { value: { hex: '#2f6fed' }, code: 'field.type' },
  ],
  cells: [
    { cell: ' #2F6FED ', gives: '#2f6fed' },
    { cell: '2f6fed', gives: '#2f6fed' },
    { cell: '＃ＡＢＣ', gives: '#aabbcc' },
    { cell: '', gives: null },
    { cell: '红色', code: 'field.format' },
  ],
  badOptions: [{ palette: [] }, { alpha: true }, { maxLength: 7 }],
}
