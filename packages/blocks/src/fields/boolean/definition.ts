import { defineFieldType } from '@tessera/metadata'
import { wrongFormat, wrongType } from '../../values/refuse.js'

const yes = new Set(['true', '1', 'yes', 'y', 'on', '是', '对', '有', '√', '✓', '✔'])
const no = new Set(['', 'false', '0', 'no', 'n', 'off', '否', '错', '无', '×', '✗', '✘'])

/** Yes or no. There is no third state: blank is false. */
export const definition = defineFieldType<Record<string, never>>({
  name: 'boolean',
  title: { 'zh-CN': '是/否', en: 'Yes/no' },
  icon: 'toggle-left',
  group: 'choice',
  optionsSchema: { type: 'object', additionalProperties: false, properties: {} },
  kind: 'stored',
  formulaType: () => ({ kind: 'boolean' }),
  emptyValue: false,
  parse: (value) => {
    if (value === null) return { value: false }
    return typeof value === 'boolean' ? { value } : wrongType('boolean')
  },
  importText: (cell) => {
    const word = cell.normalize('NFKC').trim().toLowerCase()
    if (yes.has(word)) return { value: true }
    return no.has(word) ? { value: false } : wrongFormat('boolean')
  },
  writeSchema: () => ({ type: ['boolean', 'null'] }),
  readSchema: () => ({ type: 'boolean' }),
  filterOperators: ['=', '<>'],
})
