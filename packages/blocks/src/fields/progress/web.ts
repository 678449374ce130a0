import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { percentFilters } from '../../web/filters/number-filters.js'
import { percentText } from '../../web/format-number.js'

export const web = defineFieldTypeWeb({
  name: 'progress',
  width: 140,
  align: 'start',
  text: percentText,
  parts: (value, field, world) =>
    typeof value === 'number' && Number.isFinite(value)
      ? [{ kind: 'bar', text: percentText(value, field, world), share: Math.max(0, Math.min(1, value)) }]
      : [],
  filters: percentFilters,
})
