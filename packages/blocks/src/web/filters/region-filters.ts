import { blankFilters, type FilterOperator } from './filter-operator.js'

/** Of regions: codes of all below begin like that of the region, so what it asks for is the beginning. */
export const regionFilters: readonly FilterOperator[] = [
  {
    name: 'within',
    label: { 'zh-CN': '属于', en: 'is in' },
    input: 'region',
    forms: { '': 'STARTSWITH({f}, {text})' },
  },
  {
    name: 'notWithin',
    label: { 'zh-CN': '不属于', en: 'is not in' },
    input: 'region',
    forms: { '': 'not STARTSWITH({f}, {text})' },
  },
  ...blankFilters,
]
