import { sql } from '../sql/fragment.js'
import type { RuntimeValue } from '../types/runtime-value.js'
import { defineFunction } from './define-function.js'
import { membersOf } from './support/members.js'

export const unique = defineFunction({
  name: 'UNIQUE',
  group: 'list',
  doc: {
    'zh-CN': '去掉重复项的列表，保留每项第一次出现的位置。',
    en: 'The list without repetitions; each member stays where it comes first.',
  },
  overloads: [{ args: ['list'], gives: 'list' }],
  evaluate: ([list]) => {
    // All members are of one type, and numbers that are equal print alike: their text tells them apart.
    const distinct = new Map<string, RuntimeValue>()
    for (const member of membersOf(list)) {
      if (!distinct.has(String(member))) distinct.set(String(member), member)
    }
    return distinct.size === 0 ? null : [...distinct.values()]
  },
  sql: ([list]) =>
    sql`(SELECT array_agg("_u"."v" ORDER BY "_u"."n") FROM (SELECT v, min(n) AS n FROM unnest(${list!}) WITH ORDINALITY AS "_m"(v, n) WHERE v IS NOT NULL GROUP BY v) AS "_u")`,
  examples: [
    { text: 'UNIQUE(["b", "a", "b"])', gives: ['b', 'a'] },
    { text: 'UNIQUE([1, 1.0, 2])', gives: [1, 2] },
    { text: 'UNIQUE(SPLIT(blank, ","))', gives: null },
  ],
})
