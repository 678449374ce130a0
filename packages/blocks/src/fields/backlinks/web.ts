import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { linksFilters } from '../../web/filters/record-filters.js'
import { linkedParts, linkedTexts } from '../../web/linked-look.js'

export const web = defineFieldTypeWeb({
  name: 'backlinks',
  width: 220,
  align: 'start',
  isList: true,
  text: linkedTexts,
  parts: linkedParts,
  filters: linksFilters,
})
