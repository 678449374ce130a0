import { blankFilters, type FilterOperator } from './filter-operator.js'

/** Of free labels. */
export const tagsFilters: readonly FilterOperator[] = [
  {
    name: 'anyOf',
    label: { 'zh-CN': '包含任一', en: 'has any of' },
    input: 'words',
    forms: { '': 'CONTAINSANY({f}, {list})' },
    also: ['{text} in {f}', 'HAS({f}, {text})'],
  },
  {
    name: 'allOf',
    label: { 'zh-CN': '包含全部', en: 'has all of' },
    input: 'words',
    forms: { '': 'CONTAINSALL({f}, {list})' },
  },
  {
    name: 'noneOf',
    label: { 'zh-CN': '不包含', en: 'has none of' },
    input: 'words',
    forms: { '': 'not CONTAINSANY({f}, {list})' },
    also: ['{text} not in {f}'],
  },
  ...blankFilters,
]
