import { join, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const and = defineFunction({
  name: 'AND',
  group: 'logic',
  doc: {
    'zh-CN': '所有条件都成立时为 true；空算 false。',
    en: 'True when all conditions hold; blank counts as false.',
  },
  overloads: [{ args: ['boolean'], repeat: 1, gives: 'boolean' }],
  blanks: 'own',
  evaluate: (args) => args.every((value) => value === true),
  sql: (args) => sql`COALESCE(${join(args, ' AND ')}, false)`,
  examples: [
    { text: 'AND(1 < 2, 2 < 3)', gives: true },
    { text: 'AND(true, false, true)', gives: false },
    { text: 'AND(true, blank)', gives: false },
  ],
})
