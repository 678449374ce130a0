import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { fileAddress, filesOf, filesText } from '../../web/file-look.js'
import { blankFilters } from '../../web/filters/filter-operator.js'

export const web = defineFieldTypeWeb({
  name: 'image',
  width: 220,
  align: 'start',
  isList: true,
  text: (value, _field, { locale }) => filesText(value, locale),
  parts: (value) =>
    filesOf(value).map(({ id, name }) => ({ kind: 'link', text: name, href: fileAddress(id), isOutside: true })),
  filters: blankFilters,
})
