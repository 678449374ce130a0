import { Exact } from '../evaluate/decimal.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { membersOf } from './support/members.js'

export const count = defineFunction({
  name: 'COUNT',
  group: 'list',
  doc: { 'zh-CN': '列表中有多少项；空列表为 0。', en: 'How many members a list has; 0 for a blank list.' },
  overloads: [{ args: ['list'], gives: 'number' }],
  blanks: 'own',
  evaluate: ([list]) => new Exact(membersOf(list).length),
  sql: ([list]) => sql`COALESCE(cardinality(array_remove(${list!}, NULL)), 0)::numeric`,
  examples: [
    { text: 'COUNT(["a", "b"])', gives: 2 },
    { text: 'COUNT(["a", blank])', gives: 1 },
    { text: 'COUNT(SPLIT(blank, ","))', gives: 0 },
  ],
})
