import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { textFilters } from '../../web/filters/text-filters.js'
import { phoneText, phoneUri } from './phone-text.js'

export const web = defineFieldTypeWeb({
  name: 'phone',
  width: 150,
  align: 'start',
  text: phoneText,
  parts: (value) =>
    typeof value === 'string'
      ? [{ kind: 'link', text: phoneText(value), href: phoneUri(value), isOutside: false }]
      : [],
  filters: textFilters,
})
