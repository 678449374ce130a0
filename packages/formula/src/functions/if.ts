import { join, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const ifFunction = defineFunction({
  name: 'IF',
  group: 'logic',
  doc: {
    'zh-CN': '条件成立时给出第二个值，否则给出第三个值；省略第三个值时为空。',
    en: 'Gives the second value when the condition holds, else the third; blank when there is no third.',
  },
  overloads: [{ args: ['boolean', 'any', 'any'], optional: 1, gives: 'any' }],
  blanks: 'own',
  evaluate: ([condition, yes, no]) => (condition === true ? yes : no) ?? null,
  sql: ([condition, ...values]) => sql`CASE WHEN ${condition!} THEN ${join(values, ' ELSE ')} END`,
  examples: [
    { text: 'IF(2 > 1, "yes", "no")', gives: 'yes' },
    { text: 'IF(1 > 2, 10, 20)', gives: 20 },
    { text: 'IF(1 > 2, "yes")', gives: null },
    { text: 'IF(blank, 1, 2)', gives: 2 },
  ],
})
