import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { AnyLookupOptions } from './definition.js'

const id = '01900000-0000-7000-8000-00000000000a'

export const examples: FieldTypeExamples<AnyLookupOptions> = {
  doc: {
    'zh-CN':
      '指向几个模块之一的一条记录，如拜访所关联的客户或联系人。写入 {object, id}，object 为模块的 key（也接受读出的 {object, id, title}；只写 id 时由系统找出它属于哪个模块）；读出 {object, id, title}，看不到的记录读出为空。公式中先用 AS 指明模块再取值：AS(related, account).name，其他模块的记录得空值；ISBLANK(related)、TITLE(related)、related = customer 不用 AS；按记录筛选写 related = "<id>" 或 AS(related, account) = "<id>"。不能按它排序，不能用于唯一与查重。导入的单元格写 account:<id> 或 id。对方的汇总字段可以用它作关系（relation: visit.related）。',
    en: 'A record of one of several objects, such as the account or contact a visit is about. Written as {object, id}, where object is a key (also as {object, id, title}, as it was read; with the id alone the engine finds out whose it is); read as {object, id, title}, a record out of sight as blank. Formulas say of which object with AS before they go on: AS(related, account).name, blank for records of others; ISBLANK(related), TITLE(related) and related = customer work without; filters by record say related = "<id>" or AS(related, account) = "<id>". It has no order to sort by, and takes no part in uniqueness and duplicates. A cell of an import says account:<id>, or the id. A roll-up on the other side may name it as its relation (visit.related).',
  },
  optionDocs: {
    targets: {
      'zh-CN': '可指向的模块的 key，1 到 10 个。移除一个模块时，指向它的值随之隐藏，撤销后恢复。',
      en: 'Keys of the objects it may point to, 1 to 10. When one is removed, values that point there are hidden, and come back with undo.',
    },
    onDelete: {
      'zh-CN':
        '所指记录被删除时：refuse 拒绝删除，clear 清空此字段，cascade 本记录一起进入回收站，对方恢复时一起恢复。',
      en: 'When the other record is deleted: refuse that, clear this field, or cascade: this record goes to the bin with it, and comes back with it.',
    },
  },
  options: { targets: ['account', 'contact'], onDelete: 'clear' },
  good: [
    { value: { object: 'account', id }, gives: { object: 'account', id } as never },
    { value: { object: 'contact', id: id.toUpperCase() }, gives: { object: 'contact', id } as never },
    { value: { object: 'account', id, title: '智合科技' }, gives: { object: 'account', id } as never },
    { value: id, gives: { id } },
    { value: null },
  ],
  bad: [
    { value: '智合科技', code: 'field.format' },
    { value: '', code: 'field.format' },
    { value: `${id}\u0000`, code: 'field.format' },
    { value: '\ud800', code: 'field.format' },
    { value: '0'.repeat(100_001), code: 'field.format' },
    { value: { object: 'account', id: '智合科技' }, code: 'field.format' },
    { value: { object: 'my account', id }, code: 'field.format' },
    { value: { object: '', id }, code: 'field.format' },
    { value: 7, code: 'field.type' },
    { value: { object: 'account' }, code: 'field.type' },
    { value: { object: 7, id }, code: 'field.type' },
    { value: { object: 'account', id: null }, code: 'field.type' },
    { value: [id], code: 'field.type' },
  ],
  cells: [
    { cell: ` account: ${id} `, gives: { object: 'account', id } as never },
    { cell: id, gives: { id } },
    { cell: '', gives: null },
    { cell: 'account:智合科技', code: 'field.format' },
  ],
  badOptions: [
    {},
    { targets: [] },
    { targets: 'account' },
    { targets: ['account', 'account'] },
    { targets: ['account'], onDelete: 'ignore' },
    { targets: ['account'], tree: true },
  ],
}
