import { defineFieldType } from '@tessera/metadata'
import { orderedOperators } from '../../values/filter-operators.js'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { importInstant, parseInstant } from '../../values/parse-instant.js'

/** An instant, sent with any offset, kept and read in UTC with milliseconds; screens show it in the reader's zone. */
export const definition = defineFieldType<Record<string, never>>({
  name: 'dateTime',
  title: { 'zh-CN': '日期时间', en: 'Date and time' },
  icon: 'calendar-clock',
  group: 'time',
  optionsSchema: { type: 'object', additionalProperties: false, properties: {} },
  kind: 'stored',
  formulaType: () => ({ kind: 'datetime' }),
  emptyValue: null,
  parse: parseInstant,
  importText: importInstant,
  writeSchema: (field) => nullableUnlessRequired({ type: 'string', format: 'date-time' }, field),
  readSchema: () => nullable({ type: 'string', format: 'date-time' }),
  filterOperators: orderedOperators,
})
