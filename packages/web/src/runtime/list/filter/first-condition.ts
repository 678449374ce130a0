import type { FilterOperator } from '@tessera/blocks/web'
import type { Condition, FilterValue } from './filter-model'

/** A condition about a field as it is when a person just chose the field. */
export function firstCondition(field: string, operators: readonly FilterOperator[]): Condition {
  const [operator] = operators
  return { kind: 'condition', field, operator: operator?.name ?? 'notBlank', values: firstValues(operator) }
}

/** A period is chosen from the start: the commonest. */
function firstValues(operator: FilterOperator | undefined): readonly FilterValue[] {
  return operator?.input === 'period' ? ['thisWeek'] : []
}

/** The condition with another operator; what was filled in stays where it still fits. */
export function withOperator(condition: Condition, from: FilterOperator | undefined, to: FilterOperator): Condition {
  const isSame = from !== undefined && from.input === to.input
  return { ...condition, operator: to.name, values: isSame ? condition.values : firstValues(to) }
}
