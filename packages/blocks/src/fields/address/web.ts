import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { addressFilters } from '../../web/filters/address-filters.js'
import { oneLine } from '../../web/text-look.js'

export const web = defineFieldTypeWeb({
  name: 'address',
  width: 260,
  align: 'start',
  text: oneLine,
  filters: addressFilters,
})
