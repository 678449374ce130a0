import { equalValues } from '../evaluate/equal-values.js'
import { raw, sql } from '../sql/fragment.js'
import { castOf } from '../sql/type-name.js'
import { defineFunction } from './define-function.js'
import { membersOf } from './support/members.js'

export const has = defineFunction({
  name: 'HAS',
  group: 'list',
  doc: {
    'zh-CN': '列表含有该项时为 true；空值从不含在列表中。',
    en: 'True when a list has a member; blank is never one.',
  },
  overloads: [{ args: ['list', 'any'], gives: 'boolean' }],
  blanks: 'own',
  evaluate: ([list, member]) =>
    member !== null && member !== undefined && membersOf(list).some((other) => equalValues(other, member)),
  // `@>` is what a GIN index serves; with NULL on either side the tests behind it make it false.
  sql: ([list, member]) => sql`(${list!} @> ARRAY[${member!}]::${raw(castOf(list!.type))} AND ${list!} IS NOT NULL)`,
  examples: [
    { text: 'HAS(["a", "b"], "b")', gives: true },
    { text: 'HAS([1, 2.50], 2.5)', gives: true },
    { text: 'HAS(["a"], "A")', gives: false },
    { text: 'HAS(["a"], blank)', gives: false },
    { text: 'HAS(SPLIT(blank, ","), "a")', gives: false },
  ],
})
