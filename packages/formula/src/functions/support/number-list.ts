import { Decimal } from 'decimal.js'
import type { RuntimeValue } from '../../types/runtime-value.js'

/** The numbers among the arguments of SUM, AVERAGE, MIN and MAX: several numbers or one list; blanks are skipped. */
export function numbersOf(args: readonly RuntimeValue[]): readonly Decimal[] {
  const members = args.flatMap((arg) => (Array.isArray(arg) ? (arg as readonly RuntimeValue[]) : [arg]))
  return members.filter((member): member is Decimal => Decimal.isDecimal(member))
}
