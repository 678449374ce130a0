import type { Localized, ObjectDocument } from '@tessera/metadata'

/** The lists of an object document that hold constraints. */
export type ConstraintList = 'rules' | 'unique' | 'noOverlap' | 'duplicates'

/** A member of one of these lists. */
export type ConstraintOf<Kind extends ConstraintList> = NonNullable<ObjectDocument[Kind]>[number]

/** What a list and the steps on it are called. */
export interface ConstraintWords {
  readonly title: Localized
  readonly add: Localized
  readonly change: Localized
  readonly remove: Localized
}

/** A key that none of the list has: `rule1`, `rule2`, … */
export function freeKey(taken: readonly { readonly key: string }[], stem: string): string {
  const keys = new Set(taken.map(({ key }) => key))
  let n = taken.length + 1
  while (keys.has(`${stem}${n}`)) n += 1
  return `${stem}${n}`
}
