import { prettyJson } from '../../values/json-text.js'
import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { textFilters } from '../../web/filters/text-filters.js'
import { oneLine, plainText } from '../../web/text-look.js'

/** What is asked of a text within, not of the whole of it. */
const within = ['contains', 'containsNot', 'blank', 'notBlank']

export const web = defineFieldTypeWeb({
  name: 'json',
  width: 240,
  align: 'start',
  isDocument: true,
  isWide: true,
  text: oneLine,
  full: (value) => prettyJson(plainText(value)),
  display: () => import('./JsonDisplay.vue'),
  filters: textFilters.filter(({ name }) => within.includes(name)),
})
