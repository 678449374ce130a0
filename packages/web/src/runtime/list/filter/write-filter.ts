import type { FilterOperator } from '@tessera/blocks/web'
import type { Condition, FilterGroup, FilterItem } from './filter-model'
import { fillForm, formFor } from './forms'

/** The operators of a field by its path; undefined for a field that is gone. */
export type OperatorsOf = (path: string) => readonly FilterOperator[] | undefined

/**
 * The filter as a formula the API takes; undefined when nothing narrows. Conditions that are not filled in yet, and those about
 * fields that are gone, take no part: the rest of the list works.
 */
export function writeFilter(group: FilterGroup, operatorsOf: OperatorsOf): string | undefined {
  const written = writeGroup(group, operatorsOf)
  return written.length === 0 ? undefined : written.join(` ${group.join} `)
}

function writeGroup(group: FilterGroup, operatorsOf: OperatorsOf): readonly string[] {
  const isAlone = group.items.length === 1
  return group.items.flatMap((item) => {
    const text = writeItem(item, operatorsOf, isAlone)
    return text === undefined ? [] : [text]
  })
}

function writeItem(item: FilterItem, operatorsOf: OperatorsOf, isAlone: boolean): string | undefined {
  if (item.kind === 'raw') return item.text.includes('#deleted(') ? undefined : isAlone ? item.text : `(${item.text})`
  if (item.kind === 'condition') return writeCondition(item, operatorsOf)
  const written = writeGroup(item, operatorsOf)
  if (written.length === 0) return undefined
  return written.length === 1 ? written[0] : `(${written.join(` ${item.join} `)})`
}

/** One condition; undefined while something is missing. */
export function writeCondition(condition: Condition, operatorsOf: OperatorsOf): string | undefined {
  const operator = operatorsOf(condition.field)?.find(({ name }) => name === condition.operator)
  const form = operator === undefined ? undefined : formFor(operator, condition.values)
  if (operator === undefined || form === undefined) return undefined
  const values = operator.input === 'period' ? condition.values.slice(1) : condition.values
  return fillForm(form, condition.field, values)
}
