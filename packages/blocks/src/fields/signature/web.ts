import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { filesText, pictureParts } from '../../web/file-look.js'
import { blankFilters } from '../../web/filters/filter-operator.js'

export const web = defineFieldTypeWeb({
  name: 'signature',
  width: 100,
  align: 'start',
  isList: true,
  isRoomy: true,
  text: (value, _field, { locale }) => filesText(value, locale),
  full: (value, _field, { locale }) => filesText(value, locale),
  parts: (value) => pictureParts(value),
  display: () => import('./SignatureDisplay.vue'),
  filters: blankFilters,
})
