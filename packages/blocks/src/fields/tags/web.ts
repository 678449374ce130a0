import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { tagsFilters } from '../../web/filters/tags-filters.js'

const tagsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((tag): tag is string => typeof tag === 'string') : []

export const web = defineFieldTypeWeb({
  name: 'tags',
  width: 200,
  align: 'start',
  isList: true,
  text: (value, _field, { locale }) => tagsOf(value).join(locale === 'zh-CN' ? '、' : ', '),
  parts: (value) => tagsOf(value).map((text) => ({ kind: 'tag', text, color: 'slate' })),
  filters: tagsFilters,
})
