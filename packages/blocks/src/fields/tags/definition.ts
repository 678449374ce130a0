import { defineFieldType } from '@tessera/metadata'
import { nullable } from '../../values/nullable.js'
import { longestTag, mostTags, parseTags, splitTags } from '../../values/parse-tags.js'
import { searchableOption } from '../../values/searchable-option.js'

export interface TagsOptions {
  /** Offered while one types; any other tag may be written too. */
  readonly suggestions: readonly string[]
}

/** Free labels in the order they were given, each once. */
export const definition = defineFieldType<TagsOptions>({
  name: 'tags',
  title: { 'zh-CN': '标签', en: 'Tags' },
  icon: 'tag',
  group: 'text',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      suggestions: {
        type: 'array',
        default: [],
        maxItems: 200,
        uniqueItems: true,
        items: { type: 'string', minLength: 1, maxLength: longestTag, pattern: '^[^,，、;；\\n\\r]+$' },
        'x-title': { 'zh-CN': '建议的标签', en: 'Suggested tags' },
        'x-help': {
          'zh-CN': '输入时提供选择；也可以填写其他标签。',
          en: 'Offered while one types; others may be written too.',
        },
      },
      ...searchableOption,
    },
  },
  kind: 'stored',
  formulaType: () => ({ kind: 'list', of: { kind: 'text' } }),
  emptyValue: null,
  searchable: true,
  pinyin: true,
  parse: parseTags,
  importText: (cell) => parseTags(splitTags(cell)),
  cellText: (value, _, locale) => (Array.isArray(value) ? value.join(locale === 'zh-CN' ? '、' : ', ') : ''),
  writeSchema: (field) => {
    const items = { type: 'string', maxLength: longestTag * 2 }
    return field.required ? { type: 'array', items, minItems: 1 } : { type: ['array', 'null'], items }
  },
  readSchema: () =>
    nullable({
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: longestTag },
      uniqueItems: true,
      minItems: 1,
      maxItems: mostTags,
    }),
  // Said the other way round: "VIP" in tags.
  filterOperators: ['in', 'not in'],
})
