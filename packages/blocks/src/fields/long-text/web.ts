import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { textFilters } from '../../web/filters/text-filters.js'
import { oneLine, plainText } from '../../web/text-look.js'

export const web = defineFieldTypeWeb({
  name: 'longText',
  width: 280,
  align: 'start',
  isWide: true,
  text: oneLine,
  full: plainText,
  filters: textFilters,
})
