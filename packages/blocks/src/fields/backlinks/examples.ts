import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import { linksValues } from '../../examples/links-values.js'
import type { BacklinksOptions } from './definition.js'

export const examples: FieldTypeExamples<BacklinksOptions> = {
  doc: {
    'zh-CN':
      '多对多关联的另一侧：对方用 links 字段关联到本模块，此字段给这一侧起名，如项目上的联系人。读写的是同一组关联，写法与 links 相同；汇总时 relation 也可以写它。',
    en: 'The other side of many-to-many: another object links here by a field of type links, and this field names this side, such as the contacts of a project. It reads and writes the same pairs, in the same form; a roll-up may name it as its relation.',
  },
  optionDocs: {
    relation: {
      'zh-CN': '<对方模块>.<它指向本模块的 links 字段>，如 contact.projects。',
      en: '<other object>.<its field of type links that points here>, such as contact.projects.',
    },
    onDelete: {
      'zh-CN': '对方的记录被删除时：refuse 拒绝删除；clear 在回收站期间不再列出，恢复后重新列出。',
      en: 'When a record of the other side is deleted: refuse that, or clear: it is left out while it is in the bin.',
    },
  },
  options: { relation: 'contact.projects', onDelete: 'clear' },
  ...linksValues,
  badOptions: [
    {},
    { relation: 'contact' },
    { relation: 'contact.projects', onDelete: 'cascade' },
    { relation: 'contact.projects', target: 'contact' },
  ],
}
