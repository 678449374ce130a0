import type { FormulaProblem } from '../types/formula-problem.js'
import type { FormulaType } from '../types/formula-type.js'
import { sameType } from '../types/same-type.js'
import { adapt, hasFlexibleText, holds } from './adapt.js'
import type { TypedNode } from './typed-node.js'

export interface Unified {
  readonly nodes: readonly TypedNode[]
  readonly type: FormulaType
}

/**
 * One type for several nodes that must agree: the one type that is fixed among them, text where options of different
 * fields or options and texts meet, blank where nothing says more. Undefined when they do not agree.
 */
export function unify(nodes: readonly TypedNode[]): Unified | FormulaProblem | undefined {
  const type = commonType(nodes)
  if (type === undefined) return undefined
  const fitted: TypedNode[] = []
  for (const node of nodes) {
    const result = adapt(node, type)
    if (result === undefined || 'code' in result) return result
    fitted.push(result)
  }
  return { nodes: fitted, type }
}

function commonType(nodes: readonly TypedNode[]): FormulaType | undefined {
  const distinct: FormulaType[] = []
  for (const node of nodes) {
    if (hasFlexibleText(node) || node.type.kind === 'blank') continue
    if (!distinct.some((type) => sameType(type, node.type))) distinct.push(node.type)
  }
  const [first] = distinct
  if (first === undefined) {
    return nodes.find((node) => node.type.kind !== 'blank')?.type ?? { kind: 'blank' }
  }
  if (distinct.length === 1) return first
  const any = distinct.find((type) => type.kind === 'anyRecord')
  if (any !== undefined) {
    return distinct.every((type) => type === any || (type.kind === 'record' && holds(any, type.object)))
      ? any
      : undefined
  }
  return distinct.every((type) => type.kind === 'option' || type.kind === 'text') ? { kind: 'text' } : undefined
}
