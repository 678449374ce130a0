import { defineFieldTypeWeb } from '../../web/define-field-type-web.js'

/** In one line: how many lines there are. Forms and record pages show the lines themselves. */
export const web = defineFieldTypeWeb({
  name: 'details',
  width: 120,
  align: 'end',
  text: (value, _field, { locale }) => {
    if (!Array.isArray(value)) return ''
    return locale === 'zh-CN' ? `${value.length} 行` : `${value.length} ${value.length === 1 ? 'line' : 'lines'}`
  },
  isWide: true,
  filters: [],
})
