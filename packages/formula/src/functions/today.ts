import { bind } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const today = defineFunction({
  name: 'TODAY',
  group: 'date',
  doc: { 'zh-CN': '今天的日期（工作区时区）。', en: 'The date of today in the zone of the workspace.' },
  overloads: [{ args: [], gives: 'date' }],
  volatile: 'day',
  evaluate: (_, env) => env.today,
  sql: () => bind({ runtime: 'today' }, 'date'),
  examples: [
    { text: 'TODAY()', gives: '2026-03-15' },
    { text: 'TODAY() + 1', gives: '2026-03-16' },
    { text: 'TODAY() + blank', gives: null },
  ],
})
