/** What a list is narrowed by, as people build it. Immutable: changes make new ones. */
export interface Condition {
  readonly kind: 'condition'
  /** Key of a field, or a path over lookups. A deleted field is `#deleted(label)`. */
  readonly field: string
  /** Name of an operator of the field's type. */
  readonly operator: string
  /** What was filled in; with a period its name first. None yet: the condition does not narrow anything. */
  readonly values: readonly FilterValue[]
}

export type FilterValue = string | number

/** A part of a formula that no operator of ours writes; kept word for word. */
export interface RawCondition {
  readonly kind: 'raw'
  readonly text: string
}

export interface FilterGroup {
  readonly kind: 'group'
  readonly join: 'and' | 'or'
  readonly items: readonly FilterItem[]
}

export type FilterItem = Condition | RawCondition | FilterGroup

/** Groups within groups within the outermost one. */
export const deepestGroup = 3

export const noFilter: FilterGroup = { kind: 'group', join: 'and', items: [] }

/** The reader, among the values of a condition about persons. */
export const ME = '@me'

/** The group with another item at a place, or without it. */
export function withItem(group: FilterGroup, index: number, item: FilterItem | undefined): FilterGroup {
  const items = [...group.items]
  if (item === undefined) items.splice(index, 1)
  else items[index] = item
  return { ...group, items }
}

export function withAdded(group: FilterGroup, item: FilterItem): FilterGroup {
  return { ...group, items: [...group.items, item] }
}

/** How many conditions there are, in all groups. */
export function conditionCount(group: FilterGroup): number {
  return group.items.reduce((sum, item) => sum + (item.kind === 'group' ? conditionCount(item) : 1), 0)
}

/** Can it be shown as one row of sentences: no groups, or joined by «and» alone? */
export function isPlain(group: FilterGroup): boolean {
  return group.items.every((item) => item.kind !== 'group') && (group.join === 'and' || group.items.length < 2)
}

/** Is there a part that no operator of ours writes? */
export function hasRaw(group: FilterGroup): boolean {
  return group.items.some((item) => (item.kind === 'group' ? hasRaw(item) : item.kind === 'raw'))
}
