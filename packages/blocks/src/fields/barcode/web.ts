import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { textFilters } from '../../web/filters/text-filters.js'
import { oneLine, plainText } from '../../web/text-look.js'

export const web = defineFieldTypeWeb({
  name: 'barcode',
  width: 180,
  align: 'start',
  text: oneLine,
  full: plainText,
  display: () => import('./BarcodeDisplay.vue'),
  filters: textFilters,
})
