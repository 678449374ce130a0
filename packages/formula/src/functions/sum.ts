import { Exact } from '../evaluate/decimal.js'
import { join, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { numbersOf } from './support/number-list.js'

export const sum = defineFunction({
  name: 'SUM',
  group: 'number',
  doc: { 'zh-CN': '求和；空值不计，没有数时为 0。', en: 'The sum; blanks are skipped, the sum of nothing is 0.' },
  overloads: [
    { args: ['number'], repeat: 1, gives: 'number' },
    { args: ['list of number'], gives: 'number' },
  ],
  blanks: 'own',
  evaluate: (args) => numbersOf(args).reduce((total, number) => total.plus(number), new Exact(0)),
  sql: (args) =>
    args[0]?.type.kind === 'list'
      ? sql`COALESCE((SELECT sum(item) FROM unnest(${args[0]}) AS item), 0)`
      : sql`(${join(
          args.map((arg) => sql`COALESCE(${arg}, 0)`),
          ' + ',
        )})`,
  examples: [
    { text: 'SUM(1, 2.5, 3)', gives: 6.5 },
    { text: 'SUM([0.1, 0.2])', gives: 0.3 },
    { text: 'SUM(1, 1 / 0, 2)', gives: 3 },
    { text: 'SUM(1 / 0)', gives: 0 },
  ],
})
