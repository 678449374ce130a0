import { join, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { extreme } from './support/extreme.js'

export const max = defineFunction({
  name: 'MAX',
  group: 'number',
  doc: {
    'zh-CN': '最大的数，或最晚的日期、时间；空值不计，全部为空时为空。',
    en: 'The largest number, or the latest date or time; blanks are skipped, and of nothing it is blank.',
  },
  overloads: [
    { args: ['number'], repeat: 1, gives: 'number' },
    { args: ['list of number'], gives: 'number' },
    { args: ['date'], repeat: 1, gives: 'date' },
    { args: ['datetime'], repeat: 1, gives: 'datetime' },
    { args: ['time'], repeat: 1, gives: 'time' },
    { args: ['duration'], repeat: 1, gives: 'duration' },
  ],
  blanks: 'own',
  evaluate: (args) => extreme(args, 'max'),
  sql: (args) =>
    args[0]?.type.kind === 'list'
      ? sql`(SELECT max(item) FROM unnest(${args[0]}) AS item)`
      : sql`GREATEST(${join(args, ', ')})`,
  examples: [
    { text: 'MAX(3, 1, 2)', gives: 3 },
    { text: 'MAX([1.5, -2])', gives: 1.5 },
    { text: 'MAX(DATE(2026, 3, 1), DATE(2026, 2, 28))', gives: '2026-03-01' },
    { text: 'MAX(3, 1 / 0)', gives: 3 },
    { text: 'MAX(1 / 0)', gives: null },
  ],
})
