import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { textFilters } from '../../web/filters/text-filters.js'
import { oneLine } from '../../web/text-look.js'

export const web = defineFieldTypeWeb({
  name: 'companyName',
  width: 240,
  align: 'start',
  text: oneLine,
  filters: textFilters,
})
