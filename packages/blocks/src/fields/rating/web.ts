import { defineFieldTypeWeb, type WebField } from '../../web/define-field-type-web.js'
import { numberFilters } from '../../web/filters/number-filters.js'
import { numberText } from '../../web/format-number.js'
import { starsOf } from '../../web/stars-of.js'

export const web = defineFieldTypeWeb({
  name: 'rating',
  width: 128,
  align: 'start',
  text: (value, field, world) =>
    typeof value !== 'number' ? '' : `${numberText(value, plain(field), world)} / ${starsOf(field)}`,
  parts: (value, field, world) =>
    typeof value !== 'number'
      ? []
      : [
          {
            kind: 'stars',
            text: `${numberText(value, plain(field), world)} / ${starsOf(field)}`,
            filled: Math.max(0, Math.min(starsOf(field), Math.round(value))),
            of: starsOf(field),
          },
        ],
  filters: numberFilters,
})

/** An average of ratings has decimals, and is written with one. */
function plain(field: WebField): WebField {
  return { ...field, document: { ...field.document, decimals: undefined } as WebField['document'] }
}
