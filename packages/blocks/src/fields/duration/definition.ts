import { defineFieldType, type ParseResult } from '@tessera/metadata'
import { parseDecimal } from '../../values/check-decimal.js'
import { durationText, longestDuration, readDuration } from '../../values/duration-text.js'
import { orderedOperators } from '../../values/filter-operators.js'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { wrongFormat } from '../../values/refuse.js'

const schema = { type: 'integer', minimum: 0, maximum: longestDuration }

/** A length of time in whole seconds, and so is it in formulas; people write and read it in hours and minutes. */
export const definition = defineFieldType<Record<string, never>>({
  name: 'duration',
  title: { 'zh-CN': '时长', en: 'Duration' },
  icon: 'timer',
  group: 'number',
  optionsSchema: { type: 'object', additionalProperties: false, properties: {} },
  kind: 'stored',
  formulaType: () => ({ kind: 'number' }),
  emptyValue: null,
  parse: parseSeconds,
  importText: (cell) => {
    if (cell.trim() === '') return { value: null }
    const seconds = readDuration(cell)
    return seconds === undefined ? wrongFormat('duration') : parseSeconds(seconds)
  },
  cellText: (value, _, locale) => (typeof value === 'number' ? durationText(value, locale) : ''),
  writeSchema: (field) => nullableUnlessRequired(schema, field),
  readSchema: () => nullable(schema),
  filterOperators: orderedOperators,
})

function parseSeconds(value: unknown): ParseResult {
  const parsed = parseDecimal(value, 0)
  if ('problem' in parsed || typeof parsed.value !== 'number') return parsed
  const isInRange = parsed.value >= 0 && parsed.value <= longestDuration
  return isInRange ? parsed : { problem: { code: 'field.out_of_range', details: { min: 0, max: longestDuration } } }
}
