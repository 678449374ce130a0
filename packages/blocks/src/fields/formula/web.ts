import { computedText, fullComputedText } from '../../web/computed-look.js'
import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { blankFilters } from '../../web/filters/filter-operator.js'

/** By what its value is; screens that know the type of the result use that type's look. */
export const web = defineFieldTypeWeb({
  name: 'formula',
  width: 140,
  align: 'start',
  isComputed: true,
  text: computedText,
  full: fullComputedText,
  filters: blankFilters,
})
