import type { RuntimeValue } from '../../types/runtime-value.js'

/** The members of a list that are not blank; none for a blank list. */
export function membersOf(list: RuntimeValue | undefined): readonly RuntimeValue[] {
  return Array.isArray(list) ? (list as readonly RuntimeValue[]).filter((member) => member !== null) : []
}
