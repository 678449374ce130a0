import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { filesText, pictureParts } from '../../web/file-look.js'
import { blankFilters } from '../../web/filters/filter-operator.js'

export const web = defineFieldTypeWeb({
  name: 'image',
  width: 140,
  align: 'start',
  isList: true,
  isRoomy: true,
  text: (value, _field, { locale }) => filesText(value, locale),
  full: (value, _field, { locale }) => filesText(value, locale),
  parts: (value) => pictureParts(value),
  display: () => import('./PicturesDisplay.vue'),
  filters: blankFilters,
})
