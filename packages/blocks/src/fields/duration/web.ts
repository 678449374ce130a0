import { durationText } from '../../values/duration-text.js'
import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { durationFilters } from '../../web/filters/number-filters.js'

export const web = defineFieldTypeWeb({
  name: 'duration',
  width: 140,
  align: 'end',
  text: (value, _field, { locale }) => (Number.isFinite(value) ? durationText(value as number, locale) : ''),
  filters: durationFilters,
})
