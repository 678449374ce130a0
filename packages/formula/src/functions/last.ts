import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { membersOf } from './support/members.js'

export const last = defineFunction({
  name: 'LAST',
  group: 'list',
  doc: { 'zh-CN': '列表的最后一项；空列表为空。', en: 'The last member of a list; blank for a blank list.' },
  overloads: [{ args: ['list'], gives: 'any' }],
  evaluate: ([list]) => membersOf(list).at(-1) ?? null,
  sql: ([list]) => {
    const members = sql`array_remove(${list!}, NULL)`
    return sql`(${members})[cardinality(${members})]`
  },
  examples: [
    { text: 'LAST(["a", "b"])', gives: 'b' },
    { text: 'LAST([3, blank])', gives: 3 },
    { text: 'LAST(SPLIT(blank, ","))', gives: null },
  ],
})
