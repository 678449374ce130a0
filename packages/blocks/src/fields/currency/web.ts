import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { numberFilters } from '../../web/filters/number-filters.js'
import { currencyText } from '../../web/format-number.js'

export const web = defineFieldTypeWeb({
  name: 'currency',
  width: 140,
  align: 'end',
  text: currencyText,
  display: () => import('./CapitalsDisplay.vue'),
  displays: ({ document }) => document.capitals === true,
  filters: numberFilters,
})
