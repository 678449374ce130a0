import { join, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const or = defineFunction({
  name: 'OR',
  group: 'logic',
  doc: {
    'zh-CN': '至少一个条件成立时为 true；空算 false。',
    en: 'True when at least one condition holds; blank counts as false.',
  },
  overloads: [{ args: ['boolean'], repeat: 1, gives: 'boolean' }],
  blanks: 'own',
  evaluate: (args) => args.some((value) => value === true),
  sql: (args) => sql`COALESCE(${join(args, ' OR ')}, false)`,
  examples: [
    { text: 'OR(1 > 2, 2 < 3)', gives: true },
    { text: 'OR(false, false)', gives: false },
    { text: 'OR(blank, true)', gives: true },
    { text: 'OR(blank)', gives: false },
  ],
})
