import { locationText } from '../../values/parse-location.js'
import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { locationFilters } from '../../web/filters/location-filters.js'

export const web = defineFieldTypeWeb({
  name: 'location',
  width: 180,
  align: 'start',
  isList: true,
  text: (value) => locationText(value),
  filters: locationFilters,
})
