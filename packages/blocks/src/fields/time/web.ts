import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { timeFilters } from '../../web/filters/time-filters.js'
import { timeText } from '../../web/format-time.js'

export const web = defineFieldTypeWeb({
  name: 'time',
  width: 100,
  align: 'start',
  text: (value) => timeText(value),
  filters: timeFilters,
})
