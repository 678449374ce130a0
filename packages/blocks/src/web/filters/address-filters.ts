import type { FilterOperator } from './filter-operator.js'
import { textFilters } from './text-filters.js'

/** Of addresses: those in a region begin with its names. */
export const addressFilters: readonly FilterOperator[] = [
  {
    name: 'within',
    label: { 'zh-CN': '属于', en: 'is in' },
    input: 'regionName',
    forms: { '': 'STARTSWITH({f}, {text})' },
  },
  ...textFilters.filter(({ name }) => name !== 'startsWith'),
]
