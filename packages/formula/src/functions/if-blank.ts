import { join, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const ifBlank = defineFunction({
  name: 'IFBLANK',
  group: 'logic',
  doc: {
    'zh-CN': '给出第一个不为空的值；全部为空时为空。',
    en: 'Gives the first value that is not blank; blank when all are.',
  },
  overloads: [{ args: ['any', 'any'], repeat: 1, gives: 'any' }],
  blanks: 'own',
  evaluate: (args) => args.find((value) => value !== null) ?? null,
  sql: (args) => sql`COALESCE(${join(args, ', ')})`,
  examples: [
    { text: 'IFBLANK(1 / 0, 5)', gives: 5 },
    { text: 'IFBLANK("a", "b")', gives: 'a' },
    { text: 'IFBLANK("", blank, "c")', gives: 'c' },
    { text: 'IFBLANK(1 / 0, 2 / 0)', gives: null },
  ],
})
