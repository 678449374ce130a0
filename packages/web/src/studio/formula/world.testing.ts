import type { ObjectDocument } from '@tessera/metadata'
import { objectModel, type ObjectModel } from '@/model/objects'
import type { FormulaWorld } from './resolve-path'

const documents: readonly ObjectDocument[] = [
  {
    kind: 'object',
    key: 'user',
    id: 'object-user',
    label: '成员',
    fields: [
      { key: 'name', type: 'text', label: { 'zh-CN': '姓名', en: 'Name' } },
      { key: 'department', type: 'text', label: { 'zh-CN': '部门', en: 'Department' } },
    ],
  },
  {
    kind: 'object',
    key: 'customer',
    id: 'object-customer',
    label: '客户',
    fields: [
      { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' } },
      {
        key: 'level',
        type: 'select',
        label: { 'zh-CN': '等级', en: 'Level' },
        options: [
          { key: 'vip', label: { 'zh-CN': '重点', en: 'Key account' } },
          { key: 'plain', label: { 'zh-CN': '普通', en: 'Plain' } },
        ],
      },
    ],
  },
  {
    kind: 'object',
    key: 'deal',
    id: 'object-deal',
    label: '商机',
    fields: [
      { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' } },
      { key: 'amount', type: 'currency', label: { 'zh-CN': '金额', en: 'Amount' } },
      { key: 'customer', type: 'lookup', label: { 'zh-CN': '客户', en: 'Customer' }, target: 'customer' },
      {
        key: 'related',
        type: 'anyLookup',
        label: { 'zh-CN': '相关', en: 'Related to' },
        targets: ['customer', 'user'],
      },
      {
        key: 'stage',
        type: 'select',
        label: { 'zh-CN': '阶段', en: 'Stage' },
        options: [
          { key: 'quote', label: { 'zh-CN': '报价', en: 'Quote' } },
          { key: 'won', label: { 'zh-CN': '赢单', en: 'Won' } },
        ],
      },
      {
        key: 'tags',
        type: 'multiSelect',
        label: { 'zh-CN': '标签', en: 'Tags' },
        options: [{ key: 'hot', label: { 'zh-CN': '热门', en: 'Hot' } }],
      },
      { key: 'isUrgent', type: 'boolean', label: { 'zh-CN': '紧急', en: 'Urgent' } },
      { key: 'net', type: 'formula', label: { 'zh-CN': '净额', en: 'Net' }, formula: 'amount * 0.9' },
    ],
  },
]

/** Three objects for tests of formulas: deals of customers, and people. */
export const objects: ReadonlyMap<string, ObjectModel> = new Map(
  documents.map((document) => [document.key, objectModel(document)]),
)

/** Formulas about a deal, `me` and `old` allowed. */
export const world: FormulaWorld = { objects, object: 'deal', allow: { me: true, old: true } }
