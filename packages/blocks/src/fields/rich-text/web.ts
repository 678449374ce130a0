import { plainTextOf } from '@tessera/formula'
import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'
import { richTextFilters } from '../../web/filters/rich-text-filters.js'
import { oneLine, plainText } from '../../web/text-look.js'

const textOf = (value: unknown): string => (typeof value === 'string' ? plainTextOf(value) : plainText(value))

export const web = defineFieldTypeWeb({
  name: 'richText',
  width: 280,
  align: 'start',
  isDocument: true,
  isWide: true,
  text: (value) => oneLine(textOf(value)),
  full: textOf,
  display: () => import('./RichTextDisplay.vue'),
  filters: richTextFilters,
})
