import { blankFilters, type FilterOperator } from './filter-operator.js'

/** Of one choice among options. */
export const choiceFilters: readonly FilterOperator[] = [
  {
    name: 'anyOf',
    label: { 'zh-CN': '是', en: 'is' },
    input: 'options',
    forms: { '': '{f} in {list}' },
    also: ['{f} = {text}'],
  },
  {
    name: 'noneOf',
    label: { 'zh-CN': '不是', en: 'is not' },
    input: 'options',
    forms: { '': '{f} not in {list}' },
    also: ['{f} <> {text}'],
  },
  ...blankFilters,
]

/** Of a choice in a tree: choosing a branch chooses its leaves. */
export const treeFilters: readonly FilterOperator[] = choiceFilters.map((operator) =>
  operator.input === 'options' ? { ...operator, input: 'tree' } : operator,
)

/** Of several choices. */
export const choicesFilters: readonly FilterOperator[] = [
  {
    name: 'anyOf',
    label: { 'zh-CN': '包含任一', en: 'has any of' },
    input: 'options',
    forms: { '': 'CONTAINSANY({f}, {list})' },
    also: ['{text} in {f}', 'HAS({f}, {text})'],
  },
  {
    name: 'noneOf',
    label: { 'zh-CN': '不包含', en: 'has none of' },
    input: 'options',
    forms: { '': 'not CONTAINSANY({f}, {list})' },
    also: ['{text} not in {f}'],
  },
  ...blankFilters,
]

/** Of yes and no. */
export const booleanFilters: readonly FilterOperator[] = [
  {
    name: 'yes',
    label: { 'zh-CN': '为「是」', en: 'is yes' },
    input: 'none',
    forms: { '': '{f} = true' },
    also: ['{f}'],
  },
  {
    name: 'no',
    label: { 'zh-CN': '为「否」', en: 'is no' },
    input: 'none',
    forms: { '': '{f} = false' },
    also: ['not {f}'],
  },
]
