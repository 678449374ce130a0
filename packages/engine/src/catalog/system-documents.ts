import type { WireDocument } from '@tessera/metadata'

/**
 * Documents every workspace starts with, published as revision 1 through the planner like any other. They carry
 * `system: true`. Records of `user` are written at /api/people alone, those of `department` by whoever may administer people, those
 * of the others by anyone who may. A document or a field that is added here comes to existing workspaces with the next start.
 */
export const systemDocuments: readonly WireDocument[] = [
  {
    kind: 'object',
    key: 'department',
    system: true,
    label: { 'zh-CN': '部门', en: 'Department' },
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true },
      { key: 'manager', type: 'user', label: { 'zh-CN': '主管', en: 'Manager' } },
      {
        key: 'parent',
        type: 'lookup',
        label: { 'zh-CN': '上级部门', en: 'Parent department' },
        target: 'department',
        tree: true,
        onDelete: 'refuse',
      },
    ],
  },
  {
    kind: 'object',
    key: 'user',
    system: true,
    label: { 'zh-CN': '人员', en: 'Person' },
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: { 'zh-CN': '姓名', en: 'Name' }, required: true },
      { key: 'email', type: 'email', label: { 'zh-CN': '邮箱', en: 'E-mail' }, required: true },
      {
        key: 'department',
        type: 'lookup',
        label: { 'zh-CN': '部门', en: 'Department' },
        target: 'department',
        onDelete: 'refuse',
      },
      { key: 'active', type: 'boolean', label: { 'zh-CN': '在职', en: 'Active' }, default: 'true' },
      {
        key: 'departments',
        type: 'links',
        label: { 'zh-CN': '其他部门', en: 'Other departments' },
        help: { 'zh-CN': '除所属部门外，还在哪些部门任职。', en: 'Departments the person works in besides their own.' },
        target: 'department',
        onDelete: 'refuse',
      },
      {
        key: 'manager',
        type: 'user',
        label: { 'zh-CN': '直属上级', en: 'Reports to' },
        tree: true,
      },
      { key: 'jobTitle', type: 'text', label: { 'zh-CN': '职务', en: 'Job title' } },
      { key: 'phone', type: 'phone', label: { 'zh-CN': '电话', en: 'Phone' } },
    ],
    unique: [{ fields: ['email'] }],
  },
  {
    kind: 'object',
    key: 'task',
    system: true,
    label: { 'zh-CN': '任务', en: 'Task' },
    titleField: 'subject',
    fields: [
      { key: 'subject', type: 'text', label: { 'zh-CN': '主题', en: 'Subject' }, required: true },
      { key: 'assignee', type: 'user', label: { 'zh-CN': '执行人', en: 'Assignee' } },
      { key: 'dueOn', type: 'date', label: { 'zh-CN': '截止日期', en: 'Due on' } },
      {
        key: 'priority',
        type: 'select',
        label: { 'zh-CN': '优先级', en: 'Priority' },
        default: '"normal"',
        options: [
          { key: 'low', label: { 'zh-CN': '低', en: 'Low' }, color: 'gray' },
          { key: 'normal', label: { 'zh-CN': '普通', en: 'Normal' }, color: 'blue' },
          { key: 'high', label: { 'zh-CN': '高', en: 'High' }, color: 'red' },
        ],
      },
      {
        key: 'status',
        type: 'select',
        label: { 'zh-CN': '状态', en: 'Status' },
        default: '"open"',
        options: [
          { key: 'open', label: { 'zh-CN': '未完成', en: 'Open' }, color: 'blue' },
          { key: 'done', label: { 'zh-CN': '已完成', en: 'Done' }, color: 'green' },
        ],
      },
      { key: 'note', type: 'longText', label: { 'zh-CN': '备注', en: 'Note' } },
      {
        key: 'relatedObject',
        type: 'text',
        label: { 'zh-CN': '相关模块', en: 'Related object' },
        help: { 'zh-CN': '相关记录所在模块的 key。', en: 'Key of the object of the related record.' },
      },
      {
        key: 'relatedRecord',
        type: 'text',
        label: { 'zh-CN': '相关记录', en: 'Related record' },
        help: { 'zh-CN': '相关记录的 id。', en: 'Id of the related record.' },
      },
    ],
  },
] as unknown as readonly WireDocument[]
