import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { dateTimeFilters } from '../../web/filters/date-filters.js'
import { instantText, nearInstantText } from '../../web/format-date.js'

export const web = defineFieldTypeWeb({
  name: 'dateTime',
  width: 160,
  align: 'start',
  text: (value, _field, world) => nearInstantText(value, world),
  full: (value, _field, world) => instantText(value, world),
  filters: dateTimeFilters,
})
