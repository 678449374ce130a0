import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { fileParts, filesText } from '../../web/file-look.js'
import { blankFilters } from '../../web/filters/filter-operator.js'

export const web = defineFieldTypeWeb({
  name: 'file',
  width: 200,
  align: 'start',
  isList: true,
  isRoomy: true,
  text: (value, _field, { locale }) => filesText(value, locale),
  full: (value, _field, { locale }) => filesText(value, locale),
  parts: (value, _field, { locale }) => fileParts(value, locale),
  display: () => import('./FilesDisplay.vue'),
  filters: blankFilters,
})
