import { defineFieldType, type ParseResult } from '@tessera/metadata'
import { parseDecimal } from '../../values/check-decimal.js'
import { orderedOperators } from '../../values/filter-operators.js'
import { importDecimal } from '../../values/import-decimal.js'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { percentCell } from '../../values/percent-cell.js'

/** Of the fraction: 12.34 % is 0.1234. */
const decimals = 4
const schema = { type: 'number', minimum: 0, maximum: 1 }

/** How far something is, from 0 to 100 %, carried as a fraction like every percentage: 60 % is 0.6. */
export const definition = defineFieldType<Record<string, never>>({
  name: 'progress',
  title: { 'zh-CN': '进度', en: 'Progress' },
  icon: 'gauge',
  group: 'number',
  optionsSchema: { type: 'object', additionalProperties: false, properties: {} },
  kind: 'stored',
  formulaType: () => ({ kind: 'number' }),
  emptyValue: null,
  parse: (value) => withinRange(parseDecimal(value, decimals)),
  importText: (cell) => withinRange(importDecimal(cell, decimals, { percent: true })),
  cellText: (value) => (typeof value === 'number' ? percentCell(value) : ''),
  cellNumber: () => ({ decimals: decimals - 2, isPercent: true }),
  writeSchema: (field) => nullableUnlessRequired(schema, field),
  readSchema: () => nullable(schema),
  filterOperators: orderedOperators,
})

function withinRange(parsed: ParseResult): ParseResult {
  if ('problem' in parsed || typeof parsed.value !== 'number') return parsed
  const isInRange = parsed.value >= 0 && parsed.value <= 1
  return isInRange ? parsed : { problem: { code: 'field.out_of_range', details: { min: 0, max: 1, asPercent: true } } }
}
