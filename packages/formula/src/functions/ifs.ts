import { join, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const ifs = defineFunction({
  name: 'IFS',
  group: 'logic',
  doc: {
    'zh-CN': '依次检查条件，给出第一个成立的条件后面的值；都不成立时为空。',
    en: 'Checks conditions in turn and gives the value after the first that holds; blank when none does.',
  },
  overloads: [{ args: ['boolean', 'any'], repeat: 2, gives: 'any' }],
  blanks: 'own',
  evaluate: (args) => {
    const holds = args.findIndex((arg, index) => index % 2 === 0 && arg === true)
    return holds < 0 ? null : (args[holds + 1] ?? null)
  },
  sql: (args) => {
    const branches = args.flatMap((condition, index) =>
      index % 2 === 0 ? [sql`WHEN ${condition} THEN ${args[index + 1]!}`] : [],
    )
    return sql`CASE ${join(branches, ' ')} END`
  },
  examples: [
    { text: 'IFS(1 > 2, "a", 3 > 2, "b")', gives: 'b' },
    { text: 'IFS(true, 1, true, 2)', gives: 1 },
    { text: 'IFS(false, "a")', gives: null },
    { text: 'IFS(blank, "a", true, "b")', gives: 'b' },
  ],
})
