import type { Texts } from '@tessera/metadata'

/** What a person fills in beside an operator. `options`, `tree`, `words`, `people` and `records` take several, `period` a named one. */
export type FilterInput =
  | 'none'
  | 'text'
  | 'number'
  | 'numberRange'
  | 'percent'
  | 'percentRange'
  | 'duration'
  | 'durationRange'
  | 'date'
  | 'dateRange'
  | 'time'
  | 'timeRange'
  | 'period'
  | 'options'
  | 'tree'
  | 'words'
  | 'region'
  | 'regionName'
  | 'near'
  | 'people'
  | 'records'
  | 'module'

/**
 * A way to narrow a list by a field: what it is called, what it asks for, and how it is written in the expression language.
 *
 * A form holds slots: `{f}` the field's path; `{text}`, `{lower}` (in small letters), `{caseless}` (a text without letters that
 * have two cases), `{number}`, `{date}` one value each, in the order of the values; `{name}` one that is the key of an object; `{list}`
 * all of them in brackets, where `me` is the reader. The same form writes a formula and recognises one, so each must be different from every other form of its
 * field type.
 */
export interface FilterOperator {
  /** Unique among the operators of a field type; kept in saved views. */
  readonly name: string
  /** Follows the field's label in a sentence: 阶段 *是* 谈判中. */
  readonly label: Texts
  readonly input: FilterInput
  /** The form under `''`, perhaps a faster one under `caseless`; with input `period` one for each period. */
  readonly forms: Readonly<Record<string, string>>
  /** Only for lookups to an object whose records form a tree. */
  readonly isOfTree?: true
  /** Other ways to write the form under `''`, recognised in formulas of others. */
  readonly also?: readonly string[]
}

export const blankFilters: readonly FilterOperator[] = [
  { name: 'blank', label: { 'zh-CN': '为空', en: 'is blank' }, input: 'none', forms: { '': 'ISBLANK({f})' } },
  {
    name: 'notBlank',
    label: { 'zh-CN': '不为空', en: 'is not blank' },
    input: 'none',
    forms: { '': 'not ISBLANK({f})' },
    also: ['not (ISBLANK({f}))'],
  },
]
