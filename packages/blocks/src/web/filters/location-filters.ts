import { blankFilters, type FilterOperator } from './filter-operator.js'

/** Of places: within so many kilometres of a point. */
export const locationFilters: readonly FilterOperator[] = [
  {
    name: 'near',
    label: { 'zh-CN': '距离不超过', en: 'is within' },
    input: 'near',
    forms: { '': 'DISTANCE({f}, {number}, {number}) <= {number}' },
  },
  ...blankFilters,
]
