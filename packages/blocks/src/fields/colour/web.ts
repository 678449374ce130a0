import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { equalFilters } from '../../web/filters/text-filters.js'
import { plainText } from '../../web/text-look.js'

export const web = defineFieldTypeWeb({
  name: 'colour',
  width: 112,
  align: 'start',
  text: plainText,
  parts: (value) =>
    typeof value === 'string' && /^#[0-9a-f]{6}$/.test(value) ? [{ kind: 'swatch', text: value, color: value }] : [],
  filters: equalFilters,
})
