import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { treeFilters } from '../../web/filters/choice-filters.js'
import { optionColor } from '../../web/option-look.js'
import { treeOf, treeText } from '../../web/tree-look.js'

export const web = defineFieldTypeWeb({
  name: 'cascader',
  width: 180,
  align: 'start',
  text: (value, field, { locale }) => treeText(value, field, locale),
  parts: (value, field, { locale }) => {
    if (typeof value !== 'string') return []
    const color = treeOf(field).find(({ choice }) => choice.key === value)?.choice.color
    return [{ kind: 'tag', text: treeText(value, field, locale), color: optionColor(color) }]
  },
  filters: treeFilters,
})
