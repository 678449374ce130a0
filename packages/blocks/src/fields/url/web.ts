import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { textFilters } from '../../web/filters/text-filters.js'
import { plainText } from '../../web/text-look.js'

const isWebAddress = (value: unknown): value is string => typeof value === 'string' && /^https?:\/\//i.test(value)

/** Without the scheme and a lone slash at the end, which tell nobody anything. */
const shortened = (value: unknown): string =>
  plainText(value)
    .replace(/^https?:\/\/(www\.)?/i, '')
    .replace(/^([^/]*)\/$/, '$1')

export const web = defineFieldTypeWeb({
  name: 'url',
  width: 200,
  align: 'start',
  text: shortened,
  full: plainText,
  parts: (value) =>
    isWebAddress(value) ? [{ kind: 'link', text: shortened(value), href: value, isOutside: true }] : [],
  filters: textFilters,
})
