import { Decimal } from 'decimal.js'
import type { RuntimeValue } from '../types/runtime-value.js'

/** `=` of the language on two values of one type: blank equals blank only. */
export function equalValues(a: RuntimeValue, b: RuntimeValue): boolean {
  if (a === null || b === null) return a === b
  if (Decimal.isDecimal(a)) return Decimal.isDecimal(b) && a.eq(b)
  if (Array.isArray(a)) {
    const [left, right] = [a as readonly RuntimeValue[], b as readonly RuntimeValue[]]
    return left.length === right.length && left.every((member, index) => equalValues(member, right[index] ?? null))
  }
  return a === b
}

/** Negative, zero or positive as a is before, equal to or after b; both are not blank and of one ordered type. */
export function compareValues(a: RuntimeValue, b: RuntimeValue): number {
  if (Decimal.isDecimal(a)) return a.cmp(b as Decimal)
  if (typeof a === 'number') return a - (b as number)
  return (a as string) < (b as string) ? -1 : a === b ? 0 : 1
}
