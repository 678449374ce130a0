import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { membersOf } from './support/members.js'

export const first = defineFunction({
  name: 'FIRST',
  group: 'list',
  doc: { 'zh-CN': '列表的第一项；空列表为空。', en: 'The first member of a list; blank for a blank list.' },
  overloads: [{ args: ['list'], gives: 'any' }],
  evaluate: ([list]) => membersOf(list)[0] ?? null,
  sql: ([list]) => sql`(array_remove(${list!}, NULL))[1]`,
  examples: [
    { text: 'FIRST(["a", "b"])', gives: 'a' },
    { text: 'FIRST([blank, 3])', gives: 3 },
    { text: 'FIRST(SPLIT(blank, ","))', gives: null },
  ],
})
