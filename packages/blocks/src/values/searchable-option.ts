import type { JsonSchema } from '@tessera/metadata'

/** The property of field types that search looks into: whether it does so for this field. */
export const searchableOption: Readonly<Record<'searchable', JsonSchema>> = {
  searchable: {
    type: 'boolean',
    default: true,
    'x-title': { 'zh-CN': '可搜索', en: 'Found by search' },
    'x-help': {
      'zh-CN': '列表和关联选择的搜索框会查找此字段。',
      en: 'The search boxes of lists and lookups look into this field.',
    },
  },
}
