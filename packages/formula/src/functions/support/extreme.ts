import { Decimal } from 'decimal.js'
import type { RuntimeValue } from '../../types/runtime-value.js'

/**
 * The smallest or largest of several values of one type, or of one list; blanks are skipped. Dates and times are texts of
 * fixed width, datetimes and durations milliseconds, so `<` orders them.
 */
export function extreme(args: readonly RuntimeValue[], which: 'min' | 'max'): RuntimeValue {
  const members = args.flatMap((arg) => (Array.isArray(arg) ? (arg as readonly RuntimeValue[]) : [arg]))
  let found: RuntimeValue = null
  for (const member of members) {
    if (member === null) continue
    if (found === null || (which === 'min' ? isLess(member, found) : isLess(found, member))) found = member
  }
  return found
}

function isLess(a: RuntimeValue, b: RuntimeValue): boolean {
  if (Decimal.isDecimal(a) && Decimal.isDecimal(b)) return a.lt(b)
  return typeof a === 'number' && typeof b === 'number' ? a < b : String(a) < String(b)
}
