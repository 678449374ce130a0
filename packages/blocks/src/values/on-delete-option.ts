import type { JsonSchema } from '@tessera/metadata'

/** What happens to a record when the one it points to is deleted. */
export type OnDelete = 'refuse' | 'clear' | 'cascade'

/** The property `onDelete` of fields that point to a person. */
export const onDeleteOption: JsonSchema = {
  enum: ['refuse', 'clear'],
  default: 'clear',
  'x-title': { 'zh-CN': '对方被删除时', en: 'When the other record is deleted' },
  'x-options': {
    refuse: { 'zh-CN': '不允许删除', en: 'Refuse to delete it' },
    clear: { 'zh-CN': '清空此字段', en: 'Make this field blank' },
  },
}

const cascade = { 'zh-CN': '一起删除，恢复时一起恢复', en: 'Delete this record, too; both come back together' }

/** The property `onDelete` of lookups. */
export const lookupOnDeleteOption: JsonSchema = {
  ...onDeleteOption,
  enum: ['refuse', 'clear', 'cascade'],
  'x-options': { ...(onDeleteOption['x-options'] as object), cascade },
}

/** The property `onDelete` of fields that link with many. */
export const linksOnDeleteOption: JsonSchema = {
  ...onDeleteOption,
  'x-options': {
    ...(onDeleteOption['x-options'] as object),
    clear: { 'zh-CN': '不再列出，恢复时重新列出', en: 'Leave it out until it is restored' },
  },
}
