import { blankFilters, type FilterOperator } from './filter-operator.js'

/** Of texts that are compared whole. */
export const equalFilters: readonly FilterOperator[] = [
  { name: 'is', label: { 'zh-CN': '等于', en: 'is' }, input: 'text', forms: { '': '{f} = {text}' } },
  { name: 'isNot', label: { 'zh-CN': '不等于', en: 'is not' }, input: 'text', forms: { '': '{f} <> {text}' } },
  ...blankFilters,
]

/** Of texts. Containing disregards case, as search does; `=` in formulas does not. */
export const textFilters: readonly FilterOperator[] = [
  {
    name: 'contains',
    label: { 'zh-CN': '包含', en: 'contains' },
    input: 'text',
    forms: { '': 'CONTAINS(LOWER({f}), {lower})', caseless: 'CONTAINS({f}, {caseless})' },
  },
  {
    name: 'containsNot',
    label: { 'zh-CN': '不包含', en: 'does not contain' },
    input: 'text',
    forms: { '': 'not CONTAINS(LOWER({f}), {lower})', caseless: 'not CONTAINS({f}, {caseless})' },
  },
  {
    name: 'startsWith',
    label: { 'zh-CN': '开头是', en: 'starts with' },
    input: 'text',
    forms: { '': 'STARTSWITH(LOWER({f}), {lower})', caseless: 'STARTSWITH({f}, {caseless})' },
  },
  ...equalFilters,
]
