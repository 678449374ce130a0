import type { JsonSchema } from '@tessera/metadata'

/** The property `onDelete` of fields that point to a record. */
export const onDeleteOption: JsonSchema = {
  enum: ['refuse', 'clear'],
  default: 'clear',
  'x-title': { 'zh-CN': '对方被删除时', en: 'When the other record is deleted' },
  'x-options': {
    refuse: { 'zh-CN': '不允许删除', en: 'Refuse to delete it' },
    clear: { 'zh-CN': '清空此字段', en: 'Make this field blank' },
  },
}
