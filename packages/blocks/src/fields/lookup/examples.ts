import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { LookupOptions } from './definition.js'

const id = '01900000-0000-7000-8000-00000000000a'

export const examples: FieldTypeExamples<LookupOptions> = {
  doc: {
    'zh-CN':
      '指向另一条记录。写入 id（也接受读出的 {id, title}），读出 {id, title}；公式中可沿它取值，如 customer.level。',
    en: 'Points to another record. Written as an id (or as {id, title}, as it was read), read as {id, title}; formulas follow it, as in customer.level.',
  },
  optionDocs: {
    target: {
      'zh-CN': '所指模块的 key。',
      en: 'Key of the object it points to.',
    },
    onDelete: {
      'zh-CN':
        '所指记录被删除时：refuse 拒绝删除，clear 清空此字段，cascade 本记录一起进入回收站，对方恢复时一起恢复。',
      en: 'When the other record is deleted: refuse that, clear this field, or cascade: this record goes to the bin with it, and comes back with it.',
    },
    tree: {
      'zh-CN':
        '指向本模块的字段是否为树的上级（每个模块至多一个）。保存时不能成环，最多 50 级；公式用 under 判断「是它或在它之下」。',
      en: 'Whether a lookup to its own object is the parent in a tree (one per object). Circles are refused, and more than 50 levels; formulas ask with `under` whether a record is another one or below it.',
    },
  },
  options: { target: 'account', onDelete: 'clear', tree: false },
  good: [
    { value: id },
    { value: id.toUpperCase(), gives: id },
    { value: { id }, gives: id },
    { value: { id, title: '智合科技' }, gives: id },
    { value: null },
  ],
  bad: [
    { value: '智合科技', code: 'field.format' },
    { value: '', code: 'field.format' },
    { value: id.slice(1), code: 'field.format' },
    { value: `${id}\u0000`, code: 'field.format' },
    { value: '\ud800', code: 'field.format' },
    { value: '0'.repeat(100_001), code: 'field.format' },
    { value: { id: '智合科技' }, code: 'field.format' },
    { value: 7, code: 'field.type' },
    { value: { title: '智合科技' }, code: 'field.type' },
    { value: { id: { id } }, code: 'field.type' },
    { value: { id: null }, code: 'field.type' },
    { value: [id], code: 'field.type' },
  ],
  cells: [
    { cell: ` ${id} `, gives: id },
    { cell: '', gives: null },
    { cell: '智合科技', code: 'field.format' },
  ],
  badOptions: [
    {},
    { target: '' },
    { target: 'account', onDelete: 'ignore' },
    { target: 'account', tree: 'yes' },
    { target: ['account'] },
  ],
}
