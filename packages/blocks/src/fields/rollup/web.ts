import { computedText, fullComputedText } from '../../web/computed-look.js'
import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { numberFilters } from '../../web/filters/number-filters.js'

/** By what its value is, mostly a number; screens that know the type of the result use that type's look. */
export const web = defineFieldTypeWeb({
  name: 'rollup',
  width: 120,
  align: 'end',
  isComputed: true,
  text: computedText,
  full: fullComputedText,
  filters: numberFilters,
})
