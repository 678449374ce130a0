import type { TypedNode } from '../check/typed-node.js'

/**
 * Whether a number comes out of arithmetic and so must be rounded where it is compared, printed, returned or given to a
 * function. Plain fields and literals need none, and stay indexable (formula.md).
 */
export function leavesArithmetic(node: TypedNode): boolean {
  if (node.type.kind !== 'number') return false
  if (node.kind === 'negate') return leavesArithmetic(node.operand)
  return node.kind === 'arithmetic' || node.kind === 'call'
}
