import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { textFilters } from '../../web/filters/text-filters.js'
import { plainText } from '../../web/text-look.js'

export const web = defineFieldTypeWeb({
  name: 'email',
  width: 200,
  align: 'start',
  text: plainText,
  parts: (value) =>
    typeof value === 'string' ? [{ kind: 'link', text: value, href: `mailto:${value}`, isOutside: false }] : [],
  filters: textFilters,
})
