import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { choicesFilters } from '../../web/filters/choice-filters.js'
import { choicePart, choiceText } from '../../web/option-look.js'

const keysOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((key): key is string => typeof key === 'string') : []

export const web = defineFieldTypeWeb({
  name: 'multiSelect',
  width: 200,
  align: 'start',
  isList: true,
  text: (value, field, { locale }) =>
    keysOf(value)
      .map((key) => choiceText(key, field, locale))
      .join(locale === 'zh-CN' ? '、' : ', '),
  parts: (value, field, { locale }) => keysOf(value).map((key) => choicePart(key, field, locale)),
  filters: choicesFilters,
})
