import { defineFieldType, type ParseResult } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { wrongFormat, wrongType } from '../../values/refuse.js'

const schema = { type: 'string', pattern: '^[1-9]\\d{5}$' }

/** A province, city or district of China, by its code. That the code is one is checked by the server, which has the register. */
export const definition = defineFieldType<Record<string, never>>({
  name: 'region',
  title: { 'zh-CN': '行政区划', en: 'Region of China' },
  icon: 'map-pin',
  group: 'choice',
  optionsSchema: { type: 'object', additionalProperties: false, properties: {} },
  kind: 'stored',
  formulaType: () => ({ kind: 'text' }),
  emptyValue: null,
  parse: parseCode,
  importText: (cell) => parseCode(cell.trim() === '' ? null : cell.trim()),
  writeSchema: (field) => nullableUnlessRequired(schema, field),
  readSchema: () => nullable(schema),
  filterOperators: equalityOperators,
})

function parseCode(value: unknown): ParseResult {
  if (value === null) return { value: null }
  if (typeof value !== 'string') return wrongType('region')
  return /^[1-9]\d{5}$/.test(value) ? { value } : wrongFormat('region')
}
