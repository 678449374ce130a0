import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { lookupFilters } from '../../web/filters/record-filters.js'
import { isLinked, linkedText } from '../../web/linked-look.js'

export const web = defineFieldTypeWeb({
  name: 'lookup',
  width: 180,
  align: 'start',
  text: linkedText,
  parts: (value) => (isLinked(value) ? [{ kind: 'record', text: linkedText(value), id: value.id }] : []),
  filters: lookupFilters,
})
