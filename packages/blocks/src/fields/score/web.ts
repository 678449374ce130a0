import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { numberFilters } from '../../web/filters/number-filters.js'
import { numberText } from '../../web/format-number.js'

export const web = defineFieldTypeWeb({
  name: 'score',
  width: 100,
  align: 'end',
  isComputed: true,
  text: (value, field, world) => numberText(value, field, world, 10),
  filters: numberFilters,
})
