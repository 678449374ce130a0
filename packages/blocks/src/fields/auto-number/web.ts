import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { textFilters } from '../../web/filters/text-filters.js'
import { plainText } from '../../web/text-look.js'

export const web = defineFieldTypeWeb({
  name: 'autoNumber',
  width: 140,
  align: 'start',
  isComputed: true,
  text: plainText,
  filters: textFilters,
})
