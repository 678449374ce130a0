import { join, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { extreme } from './support/extreme.js'

export const min = defineFunction({
  name: 'MIN',
  group: 'number',
  doc: {
    'zh-CN': '最小的数，或最早的日期、时间；空值不计，全部为空时为空。',
    en: 'The smallest number, or the earliest date or time; blanks are skipped, and of nothing it is blank.',
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
  evaluate: (args) => extreme(args, 'min'),
  sql: (args) =>
    args[0]?.type.kind === 'list'
      ? sql`(SELECT min(item) FROM unnest(${args[0]}) AS item)`
      : sql`LEAST(${join(args, ', ')})`,
  examples: [
    { text: 'MIN(3, 1, 2)', gives: 1 },
    { text: 'MIN([1.5, -2])', gives: -2 },
    { text: 'MIN(DATE(2026, 3, 1), DATE(2026, 2, 28))', gives: '2026-02-28' },
    { text: 'MIN(3, 1 / 0)', gives: 3 },
    { text: 'MIN(1 / 0)', gives: null },
  ],
})
