import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { anyLookupFilters } from '../../web/filters/record-filters.js'
import { isLinked, linkedText } from '../../web/linked-look.js'

export const web = defineFieldTypeWeb({
  name: 'anyLookup',
  width: 200,
  align: 'start',
  hasNoOrder: true,
  text: linkedText,
  parts: (value) =>
    isLinked(value) ? [{ kind: 'record', text: linkedText(value), id: value.id, object: value.object }] : [],
  filters: anyLookupFilters,
})
