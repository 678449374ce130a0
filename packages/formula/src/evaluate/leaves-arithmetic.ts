import type { Decimal } from 'decimal.js'
import type { TypedNode } from '../check/typed-node.js'
import { OUTER_DECIMALS } from './decimal.js'

/**
 * Whether a number comes out of arithmetic and so must be rounded where it is compared, printed, returned or given to a
 * function. Plain fields and literals need none, and stay indexable (formula.md).
 */
export function leavesArithmetic(node: TypedNode): boolean {
  if (node.type.kind !== 'number') return false
  if (node.kind === 'negate') return leavesArithmetic(node.operand)
  return node.kind === 'arithmetic' || node.kind === 'call'
}

/** Whether an argument of kind 'number' must be rounded: functions count on 10 decimals, whatever the number comes from. */
export function leavesAsArgument(node: TypedNode): boolean {
  if (node.type.kind !== 'number') return false
  if (node.kind === 'literal') return node.value !== null && (node.value as Decimal).decimalPlaces() > OUTER_DECIMALS
  return true
}
