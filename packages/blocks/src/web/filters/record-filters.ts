import { blankFilters, type FilterInput, type FilterOperator } from './filter-operator.js'

const memberFilters = (input: FilterInput): readonly FilterOperator[] => [
  {
    name: 'anyOf',
    label: { 'zh-CN': '是', en: 'is' },
    input,
    forms: { '': '{f} in {list}' },
    also: ['{f} = {text}'],
  },
  {
    name: 'noneOf',
    label: { 'zh-CN': '不是', en: 'is not' },
    input,
    forms: { '': '{f} not in {list}' },
    also: ['{f} <> {text}'],
  },
]

/** Of persons; among the values `me` is whoever reads. */
export const personFilters: readonly FilterOperator[] = [
  ...memberFilters('people'),
  {
    name: 'reportsTo',
    label: { 'zh-CN': '是（含下属）', en: 'is or reports to' },
    input: 'people',
    isOfTree: true,
    forms: { '': '{f} under {list}' },
    also: ['{f} under {text}'],
  },
  ...blankFilters,
]

const titleContains: FilterOperator = {
  name: 'titleContains',
  label: { 'zh-CN': '名称包含', en: 'name contains' },
  input: 'text',
  forms: { '': 'CONTAINS(LOWER(TITLE({f})), {lower})', caseless: 'CONTAINS(TITLE({f}), {caseless})' },
}

/** Of records pointed to, of one of several objects. */
export const anyLookupFilters: readonly FilterOperator[] = [
  ...memberFilters('records'),
  {
    name: 'ofModule',
    label: { 'zh-CN': '属于模块', en: 'is a record of' },
    input: 'module',
    forms: { '': 'not ISBLANK(AS({f}, {name}))' },
    also: ['not (ISBLANK(AS({f}, {name})))'],
  },
  titleContains,
  ...blankFilters,
]

/** Of records pointed to, by which they are or by their title. */
export const lookupFilters: readonly FilterOperator[] = [
  ...memberFilters('records'),
  {
    name: 'under',
    label: { 'zh-CN': '属于（含下级）', en: 'is or is below' },
    input: 'records',
    isOfTree: true,
    forms: { '': '{f} under {list}' },
    also: ['{f} under {text}'],
  },
  titleContains,
  ...blankFilters,
]

/** Of many records linked with. */
export const linksFilters: readonly FilterOperator[] = [
  {
    name: 'anyOf',
    label: { 'zh-CN': '包含任一', en: 'has any of' },
    input: 'records',
    forms: { '': 'CONTAINSANY({f}, {list})' },
    also: ['{text} in {f}', 'HAS({f}, {text})'],
  },
  {
    name: 'allOf',
    label: { 'zh-CN': '包含全部', en: 'has all of' },
    input: 'records',
    forms: { '': 'CONTAINSALL({f}, {list})' },
  },
  {
    name: 'noneOf',
    label: { 'zh-CN': '不包含', en: 'has none of' },
    input: 'records',
    forms: { '': 'not CONTAINSANY({f}, {list})' },
    also: ['{text} not in {f}'],
  },
  ...blankFilters,
]
