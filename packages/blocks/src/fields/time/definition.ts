import { defineFieldType } from '@tessera/metadata'
import { orderedOperators } from '../../values/filter-operators.js'
import { nullable, nullableUnlessRequired } from '../../values/nullable.js'
import { importTime, parseTime } from '../../values/time-of-day.js'

/** A time of day on whatever clock, from 00:00:00 to 23:59:59. */
export const definition = defineFieldType<Record<string, never>>({
  name: 'time',
  title: { 'zh-CN': '时刻', en: 'Time of day' },
  icon: 'clock',
  group: 'time',
  optionsSchema: { type: 'object', additionalProperties: false, properties: {} },
  kind: 'stored',
  formulaType: () => ({ kind: 'time' }),
  emptyValue: null,
  parse: parseTime,
  importText: importTime,
  writeSchema: (field) =>
    nullableUnlessRequired({ type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$' }, field),
  readSchema: () => nullable({ type: 'string', pattern: '^\\d{2}:\\d{2}:\\d{2}$' }),
  filterOperators: orderedOperators,
})
