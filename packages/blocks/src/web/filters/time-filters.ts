import { blankFilters, type FilterOperator } from './filter-operator.js'

/** Of times of day. */
export const timeFilters: readonly FilterOperator[] = [
  { name: 'since', label: { 'zh-CN': '不早于', en: 'is at or after' }, input: 'time', forms: { '': '{f} >= {text}' } },
  { name: 'before', label: { 'zh-CN': '早于', en: 'is before' }, input: 'time', forms: { '': '{f} < {text}' } },
  { name: 'after', label: { 'zh-CN': '晚于', en: 'is after' }, input: 'time', forms: { '': '{f} > {text}' } },
  { name: 'until', label: { 'zh-CN': '不晚于', en: 'is at or before' }, input: 'time', forms: { '': '{f} <= {text}' } },
  {
    name: 'between',
    label: { 'zh-CN': '介于', en: 'is between' },
    input: 'timeRange',
    forms: { '': '({f} >= {text} and {f} <= {text})' },
  },
  { name: 'is', label: { 'zh-CN': '是', en: 'is' }, input: 'time', forms: { '': '{f} = {text}' } },
  ...blankFilters,
]
