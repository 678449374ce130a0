import { bind } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const now = defineFunction({
  name: 'NOW',
  group: 'date',
  doc: {
    'zh-CN': '现在的日期时间；一次请求之内不变。',
    en: 'The datetime of now; it stands still within one request.',
  },
  overloads: [{ args: [], gives: 'datetime' }],
  volatile: 'now',
  evaluate: (_, env) => env.now,
  sql: () => bind({ runtime: 'now' }, 'timestamptz'),
  examples: [
    { text: 'NOW()', gives: '2026-03-15T02:30:00.000Z' },
    { text: 'NOW() & ""', gives: '2026-03-15 10:30' },
    { text: 'NOW() < blank', gives: false },
  ],
})
