import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { UserOptions } from './definition.js'

const id = '01900000-0000-7000-8000-00000000000a'

export const examples: FieldTypeExamples<UserOptions> = {
  doc: {
    'zh-CN': '工作区的一位成员。写入 id（也接受读出的 {id, title}），读出 {id, title}。',
    en: 'A person of the workspace. Written as an id (or as {id, title}, as it was read), read as {id, title}.',
  },
  optionDocs: {
    onDelete: {
      'zh-CN': '所指记录被删除时：refuse 拒绝删除，clear 清空此字段。',
      en: 'When the other record is deleted: refuse that, or clear this field.',
    },
    tree: {
      'zh-CN': '只用于人员模块自己：此人的上级。保存时不能成环，最多 50 级；公式用 under 判断「是本人或其下属」。',
      en: 'For the object of people itself: whom a person reports to. Circles are refused, and more than 50 levels; formulas ask with `under` whether somebody is a person or reports to them.',
    },
  },
  options: { onDelete: 'clear', tree: false },
  good: [
    { value: id },
    { value: id.toUpperCase(), gives: id },
    { value: { id }, gives: id },
    { value: { id, title: '李雷' }, gives: id },
    { value: null },
  ],
  bad: [
    { value: '李雷', code: 'field.format' },
    { value: '', code: 'field.format' },
    { value: id.slice(1), code: 'field.format' },
    { value: `${id}\u0000`, code: 'field.format' },
    { value: '\ud800', code: 'field.format' },
    { value: '0'.repeat(100_001), code: 'field.format' },
    { value: { id: '李雷' }, code: 'field.format' },
    { value: 7, code: 'field.type' },
    { value: { title: '李雷' }, code: 'field.type' },
    { value: { id: { id } }, code: 'field.type' },
    { value: { id: null }, code: 'field.type' },
    { value: [id], code: 'field.type' },
  ],
  cells: [
    { cell: ` ${id} `, gives: id },
    { cell: '', gives: null },
    { cell: '李雷', code: 'field.format' },
  ],
  badOptions: [{ target: 'account' }, { onDelete: true }, { onDelete: 'cascade' }, { tree: 'yes' }],
}
