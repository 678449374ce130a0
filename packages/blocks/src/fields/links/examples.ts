import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import { linksValues } from '../../examples/links-values.js'
import type { LinksOptions } from './definition.js'

export const examples: FieldTypeExamples<LinksOptions> = {
  doc: {
    'zh-CN':
      '多对多关联：本记录与另一模块的多条记录，如联系人与项目。写入 id 的数组（也接受读出的 {id, title}），即全部关联，最多 500 条；或写 {add: […], remove: […]}，只增减这些，其余不动；读出 {id, title} 的数组，按关联的先后排列。公式中是列表，可沿它取值：COUNT(projects)、SUM(projects.amount)。对方用 backlinks 字段给这一关系起名，也可以从那边读写。',
    en: 'This record and many of another object, such as contacts and projects. Written as an array of ids (or of {id, title}, as they were read): all of them, at most 500; or as {add: […], remove: […]}, which leaves all others as they are; read as an array of {id, title}, in the order they were linked. A list in formulas, which follow it: COUNT(projects), SUM(projects.amount). A field of type backlinks names the relation on the other side, and reads and writes it from there.',
  },
  optionDocs: {
    target: { 'zh-CN': '所关联模块的 key。', en: 'Key of the object it links with.' },
    onDelete: {
      'zh-CN':
        '所关联的记录被删除时：refuse 拒绝删除；clear 在回收站期间不再列出，恢复后重新列出。必填字段的最后一条不允许删除。',
      en: 'When a record linked with is deleted: refuse that, or clear: it is left out while it is in the bin and listed again when it comes back. The last one of a required field may not be deleted.',
    },
  },
  options: { target: 'project', onDelete: 'clear' },
  ...linksValues,
  badOptions: [
    {},
    { target: '' },
    { target: 'project', onDelete: 'cascade' },
    { target: ['project'] },
    { relation: 'contact.projects' },
  ],
}
