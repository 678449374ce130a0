/** How a field is compared in one row of a condition. */
export type ConditionOperator =
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'notIn'
  | 'has'
  | 'contains'
  | 'startsWith'
  | 'blank'
  | 'filled'
  | 'changed'

/** What a field is compared with: a fixed value (records by id), some of them, the acting person, or a day seen from today. */
export type ConditionValue =
  | { readonly kind: 'fixed'; readonly value: string | number | boolean }
  | { readonly kind: 'some'; readonly values: readonly string[] }
  | { readonly kind: 'me' }
  | { readonly kind: 'today'; readonly days: number }

/** One row: «状态 等于 故障». `path` as formulas write it; `value` is missing where the operator needs none. */
export interface ConditionRow {
  readonly path: string
  readonly operator: ConditionOperator
  readonly value?: ConditionValue | undefined
}

/** Rows that must all hold, or of which one must. */
export interface Conditions {
  readonly join: 'and' | 'or'
  readonly rows: readonly ConditionRow[]
}

/** Operators that stand alone. */
export const operatorsWithoutValue: ReadonlySet<ConditionOperator> = new Set(['blank', 'filled', 'changed'])

const ordered: readonly ConditionOperator[] = ['=', '<>', '>', '>=', '<', '<=', 'blank', 'filled', 'changed']
const linked: readonly ConditionOperator[] = ['=', '<>', 'blank', 'filled', 'changed']

const byType: Readonly<Record<string, readonly ConditionOperator[]>> = {
  select: ['=', '<>', 'in', 'notIn', 'blank', 'filled', 'changed'],
  location: ['blank', 'filled', 'changed'],
  json: ['contains', 'blank', 'filled', 'changed'],
  richText: ['blank', 'filled', 'changed'],
  links: ['blank', 'filled', 'changed'],
  backlinks: ['blank', 'filled', 'changed'],
  anyLookup: ['blank', 'filled', 'changed'],
  tags: ['has', 'blank', 'filled', 'changed'],
  multiSelect: ['has', 'blank', 'filled', 'changed'],
  boolean: ['=', 'changed'],
  number: ordered,
  currency: ordered,
  percent: ordered,
  progress: ordered,
  rating: ordered,
  duration: ordered,
  date: ordered,
  time: ordered,
  colour: linked,
  cascader: linked,
  region: linked,
  dateTime: ['>', '>=', '<', '<=', 'blank', 'filled', 'changed'],
  user: linked,
  lookup: linked,
}

const texts: readonly ConditionOperator[] = ['=', '<>', 'contains', 'startsWith', 'blank', 'filled', 'changed']

/** The comparisons a type of field offers, the most usual first. `changed` only where there is a value before. */
export function operatorsOf(type: string, allowOld: boolean): readonly ConditionOperator[] {
  return (byType[type] ?? texts).filter((operator) => allowOld || operator !== 'changed')
}

/** Can the row be written as a formula? One without its value waits for it. */
export function isComplete({ path, operator, value }: ConditionRow): boolean {
  if (path === '') return false
  if (operatorsWithoutValue.has(operator)) return true
  if (value === undefined) return false
  if (value.kind === 'some') return value.values.length > 0
  return value.kind !== 'fixed' || value.value !== ''
}
