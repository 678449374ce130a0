import { blankFilters, type FilterInput, type FilterOperator } from './filter-operator.js'

const comparisons = (one: FilterInput, range: FilterInput): readonly FilterOperator[] => [
  { name: 'is', label: { 'zh-CN': '等于', en: 'equals' }, input: one, forms: { '': '{f} = {number}' } },
  { name: 'isNot', label: { 'zh-CN': '不等于', en: 'does not equal' }, input: one, forms: { '': '{f} <> {number}' } },
  { name: 'atLeast', label: { 'zh-CN': '大于等于', en: 'is at least' }, input: one, forms: { '': '{f} >= {number}' } },
  { name: 'moreThan', label: { 'zh-CN': '大于', en: 'is more than' }, input: one, forms: { '': '{f} > {number}' } },
  { name: 'atMost', label: { 'zh-CN': '小于等于', en: 'is at most' }, input: one, forms: { '': '{f} <= {number}' } },
  { name: 'lessThan', label: { 'zh-CN': '小于', en: 'is less than' }, input: one, forms: { '': '{f} < {number}' } },
  {
    name: 'between',
    label: { 'zh-CN': '介于', en: 'is between' },
    input: range,
    forms: { '': '({f} >= {number} and {f} <= {number})' },
  },
  ...blankFilters,
]

export const numberFilters: readonly FilterOperator[] = comparisons('number', 'numberRange')

/** People say 15, formulas 0.15. */
export const percentFilters: readonly FilterOperator[] = comparisons('percent', 'percentRange')

/** People say 1h30m, formulas 5400. */
export const durationFilters: readonly FilterOperator[] = comparisons('duration', 'durationRange')
