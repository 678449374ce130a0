import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { dateFilters } from '../../web/filters/date-filters.js'
import { dateText } from '../../web/format-date.js'

export const web = defineFieldTypeWeb({
  name: 'date',
  width: 120,
  align: 'start',
  text: (value, _field, { locale }) => dateText(value, locale),
  filters: dateFilters,
})
