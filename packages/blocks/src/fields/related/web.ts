import { computedText, fullComputedText } from '../../web/computed-look.js'
import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { blankFilters } from '../../web/filters/filter-operator.js'

/** Screens that know the documents show it as the field it comes from. */
export const web = defineFieldTypeWeb({
  name: 'related',
  width: 140,
  align: 'start',
  isComputed: true,
  text: computedText,
  full: fullComputedText,
  filters: blankFilters,
})
