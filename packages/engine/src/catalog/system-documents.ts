import type { WireDocument } from '@tessera/metadata'

/**
 * Documents every workspace starts with, published as revision 1 through the planner like any other. They carry
 * `system: true`; records of managed objects are written by the platform alone (people are made at /api/people).
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
      { key: 'department', type: 'lookup', label: { 'zh-CN': '部门', en: 'Department' }, target: 'department' },
      { key: 'active', type: 'boolean', label: { 'zh-CN': '在职', en: 'Active' }, default: 'true' },
    ],
    unique: [{ fields: ['email'] }],
  },
] as unknown as readonly WireDocument[]
