import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { membersOf } from './support/members.js'

export const containsAll = defineFunction({
  name: 'CONTAINSALL',
  group: 'list',
  doc: {
    'zh-CN': '第一个列表含有第二个列表的每一项时为 true；任一列表为空时为 false。',
    en: 'True when the first list has every member of the second; false when either is blank.',
  },
  overloads: [{ args: ['list', 'list'], gives: 'boolean' }],
  blanks: 'own',
  evaluate: ([list, wanted]) => {
    // As in CONTAINSANY: texts stand for the members.
    const members = new Set(membersOf(list).map(String))
    const all = membersOf(wanted)
    return all.length > 0 && all.every((member) => members.has(String(member)))
  },
  sql: ([list, wanted]) => sql`(${list!} @> ${wanted!} AND ${list!} IS NOT NULL AND ${wanted!} IS NOT NULL)`,
  examples: [
    { text: 'CONTAINSALL(["a", "b", "c"], ["c", "a"])', gives: true },
    { text: 'CONTAINSALL(["a", "b"], ["a", "c"])', gives: false },
    { text: 'CONTAINSALL([1, 2.50], [2.5])', gives: true },
    { text: 'CONTAINSALL(["a"], SPLIT(blank, ","))', gives: false },
  ],
})
