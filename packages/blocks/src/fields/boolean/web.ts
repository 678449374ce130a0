import { defineFieldTypeWeb, type WebWorld } from '../../web/define-field-type-web.js'
import { booleanFilters } from '../../web/filters/choice-filters.js'
import { yesNo } from './yes-no.js'

export const web = defineFieldTypeWeb({
  name: 'boolean',
  width: 88,
  align: 'start',
  text: (value, _field, { locale }: WebWorld) => yesNo(value, locale),
  parts: (value, _field, { locale }) =>
    typeof value === 'boolean' ? [{ kind: 'check', text: yesNo(value, locale), isOn: value }] : [],
  filters: booleanFilters,
})
