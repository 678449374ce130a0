import { divide, Exact } from '../evaluate/decimal.js'
import { join, sql } from '../sql/fragment.js'
import { divideSql } from '../sql/numbers.js'
import { defineFunction } from './define-function.js'
import { numbersOf } from './support/number-list.js'

export const average = defineFunction({
  name: 'AVERAGE',
  group: 'number',
  doc: {
    'zh-CN': '平均值；空值不计，没有数时为空。',
    en: 'The mean; blanks are skipped, the mean of nothing is blank.',
  },
  overloads: [
    { args: ['number'], repeat: 1, gives: 'number' },
    { args: ['list of number'], gives: 'number' },
  ],
  blanks: 'own',
  evaluate: (args) => {
    const numbers = numbersOf(args)
    const total = numbers.reduce((sum, number) => sum.plus(number), new Exact(0))
    return divide(total, new Exact(numbers.length))
  },
  sql: (args) =>
    args[0]?.type.kind === 'list'
      ? sql`(SELECT ${divideSql(sql`sum(item)`, sql`count(item)`)} FROM unnest(${args[0]}) AS item)`
      : divideSql(
          sql`(${join(
            args.map((arg) => sql`COALESCE(${arg}, 0)`),
            ' + ',
          )})`,
          sql`num_nonnulls(${join(args, ', ')})`,
        ),
  examples: [
    { text: 'AVERAGE(1, 2, 4)', gives: 2.3333333333 },
    { text: 'AVERAGE([1, 2])', gives: 1.5 },
    { text: 'AVERAGE(1, 1 / 0)', gives: 1 },
    { text: 'AVERAGE(1 / 0)', gives: null },
  ],
})
