import { isComplete, type ConditionRow, type Conditions, type ConditionValue } from './condition-rows'
import { quoteList, quoteText } from './formula-literal'

/** The formula of the complete rows; undefined when there is none. */
export function writeConditions({ join, rows }: Conditions): string | undefined {
  const parts = rows.filter(isComplete).map(writeRow)
  return parts.length === 0 ? undefined : parts.join(` ${join} `)
}

function writeRow({ path, operator, value }: ConditionRow): string {
  switch (operator) {
    case 'blank':
      return `${path} = blank`
    case 'filled':
      return `${path} <> blank`
    case 'changed':
      return `CHANGED(${path})`
    case 'in':
      return `${path} in ${writeValue(value)}`
    case 'notIn':
      return `${path} not in ${writeValue(value)}`
    case 'has':
      return `HAS(${path}, ${writeValue(value)})`
    case 'contains':
      return `CONTAINS(${path}, ${writeValue(value)})`
    case 'startsWith':
      return `STARTSWITH(${path}, ${writeValue(value)})`
    default:
      return `${path} ${operator} ${writeValue(value)}`
  }
}

function writeValue(value: ConditionValue | undefined): string {
  switch (value?.kind) {
    case 'fixed':
      return typeof value.value === 'string' ? quoteText(value.value) : String(value.value)
    case 'some':
      return quoteList(value.values)
    case 'me':
      return 'me'
    case 'today':
      if (value.days === 0) return 'TODAY()'
      return value.days > 0 ? `TODAY() + ${value.days}` : `TODAY() - ${-value.days}`
    default:
      return 'blank'
  }
}
