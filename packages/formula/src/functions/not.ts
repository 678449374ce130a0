import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const not = defineFunction({
  name: 'NOT',
  group: 'logic',
  doc: {
    'zh-CN': '把条件反过来；空算 false，所以结果为 true。',
    en: 'The opposite of a condition; blank counts as false, so it gives true.',
  },
  overloads: [{ args: ['boolean'], gives: 'boolean' }],
  blanks: 'own',
  evaluate: ([value]) => value !== true,
  sql: ([value]) => sql`(NOT COALESCE(${value!}, false))`,
  examples: [
    { text: 'NOT(1 > 2)', gives: true },
    { text: 'NOT(true)', gives: false },
    { text: 'NOT(blank)', gives: true },
  ],
})
