import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { personFilters } from '../../web/filters/record-filters.js'
import { isLinked, linkedText, personPart } from '../../web/linked-look.js'

export const web = defineFieldTypeWeb({
  name: 'user',
  width: 140,
  align: 'start',
  text: linkedText,
  parts: (value) => (isLinked(value) ? [personPart(linkedText(value))] : []),
  filters: personFilters,
})
