import { defineFieldType } from '@tessera/metadata'
import { orderedOperators } from '../../values/filter-operators.js'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { importDate, parseDate } from '../../values/parse-date.js'

/** A day of the calendar, the same day in every time zone. */
export const definition = defineFieldType<Record<string, never>>({
  name: 'date',
  title: { 'zh-CN': '日期', en: 'Date' },
  icon: 'calendar',
  group: 'time',
  optionsSchema: { type: 'object', additionalProperties: false, properties: {} },
  kind: 'stored',
  formulaType: () => ({ kind: 'date' }),
  emptyValue: null,
  parse: parseDate,
  importText: importDate,
  writeSchema: (field) => nullableUnlessRequired({ type: 'string', format: 'date' }, field),
  readSchema: () => nullable({ type: 'string', format: 'date' }),
  filterOperators: orderedOperators,
})
