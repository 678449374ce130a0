import { blankFilters, type FilterOperator } from './filter-operator.js'

/** Of rich texts, by their text alone. */
export const richTextFilters: readonly FilterOperator[] = [
  {
    name: 'contains',
    label: { 'zh-CN': '包含', en: 'contains' },
    input: 'text',
    forms: { '': 'CONTAINS(LOWER(PLAINTEXT({f})), {lower})', caseless: 'CONTAINS(PLAINTEXT({f}), {caseless})' },
  },
  {
    name: 'containsNot',
    label: { 'zh-CN': '不包含', en: 'does not contain' },
    input: 'text',
    forms: { '': 'not CONTAINS(LOWER(PLAINTEXT({f})), {lower})', caseless: 'not CONTAINS(PLAINTEXT({f}), {caseless})' },
  },
  ...blankFilters,
]
