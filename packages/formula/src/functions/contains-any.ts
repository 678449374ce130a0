import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { membersOf } from './support/members.js'

export const containsAny = defineFunction({
  name: 'CONTAINSANY',
  group: 'list',
  doc: {
    'zh-CN': '第一个列表至少含有第二个列表中的一项时为 true。',
    en: 'True when the first list has at least one member of the second.',
  },
  overloads: [{ args: ['list', 'list'], gives: 'boolean' }],
  blanks: 'own',
  evaluate: ([list, wanted]) => {
    // All members are of one type, and numbers that are equal print alike: texts stand for them, so this stays linear.
    const members = new Set(membersOf(list).map(String))
    return membersOf(wanted).some((member) => members.has(String(member)))
  },
  sql: ([list, wanted]) => sql`(${list!} && ${wanted!} AND ${list!} IS NOT NULL AND ${wanted!} IS NOT NULL)`,
  examples: [
    { text: 'CONTAINSANY(["a", "b"], ["b", "c"])', gives: true },
    { text: 'CONTAINSANY([1, 2], [3])', gives: false },
    { text: 'CONTAINSANY(["a"], SPLIT(blank, ","))', gives: false },
  ],
})
