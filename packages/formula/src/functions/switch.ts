import { equalValues } from '../evaluate/equal-values.js'
import { join, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const switchFunction = defineFunction({
  name: 'SWITCH',
  group: 'logic',
  doc: {
    'zh-CN':
      '把第一个值与后面各组的第一项比较，给出第一个相等者对应的值；都不相等时给出最后的默认值，没有默认值则为空。',
    en: 'Compares the first value with the first of each pair and gives what stands beside the first equal one; else the last, single value, or blank.',
  },
  overloads: [
    { args: ['other', 'other', 'any'], repeat: 2, gives: 'any' },
    { args: ['other', 'other', 'any'], repeat: 2, tail: ['any'], gives: 'any' },
  ],
  blanks: 'own',
  evaluate: ([value, ...rest]) => {
    const isMatch = (index: number) => index % 2 === 0 && index + 1 < rest.length
    const match = rest.findIndex((arg, index) => isMatch(index) && equalValues(value ?? null, arg))
    if (match >= 0) return rest[match + 1] ?? null
    return rest.length % 2 === 1 ? (rest.at(-1) ?? null) : null
  },
  sql: ([value, ...rest]) => {
    const last = rest.length % 2 === 1 ? sql` ELSE ${rest.at(-1)!}` : sql``
    const branches = rest.flatMap((match, index) =>
      index % 2 === 0 && index + 1 < rest.length
        ? [sql`WHEN ${value!} IS NOT DISTINCT FROM ${match} THEN ${rest[index + 1]!}`]
        : [],
    )
    return sql`CASE ${join(branches, ' ')}${last} END`
  },
  examples: [
    { text: 'SWITCH(2, 1, "one", 2, "two", "many")', gives: 'two' },
    { text: 'SWITCH("x", "a", 1, "b", 2, 9)', gives: 9 },
    { text: 'SWITCH("x", "a", 1)', gives: null },
    { text: 'SWITCH(blank, "a", 1, blank, 2)', gives: 2 },
  ],
})
