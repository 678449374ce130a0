import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { regionFilters } from '../../web/filters/region-filters.js'
import { regionWords } from '../../web/region-words.js'
import { plainText } from '../../web/text-look.js'

export const web = defineFieldTypeWeb({
  name: 'region',
  width: 180,
  align: 'start',
  text: (value) => (typeof value === 'string' && /^\d{6}$/.test(value) ? regionWords(value) : plainText(value)),
  filters: regionFilters,
})
