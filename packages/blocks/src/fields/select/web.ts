import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { choiceFilters } from '../../web/filters/choice-filters.js'
import { choicePart, choiceText } from '../../web/option-look.js'

export const web = defineFieldTypeWeb({
  name: 'select',
  width: 128,
  align: 'start',
  text: (value, field, { locale }) => choiceText(value, field, locale),
  parts: (value, field, { locale }) => (typeof value === 'string' ? [choicePart(value, field, locale)] : []),
  filters: choiceFilters,
})
