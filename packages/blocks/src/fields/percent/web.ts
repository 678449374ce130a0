import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { percentFilters } from '../../web/filters/number-filters.js'
import { percentText } from '../../web/format-number.js'

export const web = defineFieldTypeWeb({
  name: 'percent',
  width: 100,
  align: 'end',
  text: percentText,
  filters: percentFilters,
})
