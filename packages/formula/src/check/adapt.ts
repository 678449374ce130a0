import { sameType } from '../types/same-type.js'
import type { FormulaProblem } from '../types/formula-problem.js'
import type { FormulaType } from '../types/formula-type.js'
import { readLiteral, readsLiterals } from './read-literal.js'
import type { TypedNode } from './typed-node.js'

/**
 * Fits a node to a type it stands beside: text literals are read as that type (also inside IF, IFBLANK and lists), a
 * blank takes the type on, an option becomes its key where a text is wanted.
 *
 * Gives the fitted node, a problem when a literal does not exist in that type, or undefined when the types do not meet.
 */
export function adapt(node: TypedNode, target: FormulaType): TypedNode | FormulaProblem | undefined {
  if (sameType(node.type, target)) return node
  if (node.kind === 'literal' && node.value === null) return { ...node, type: target }
  if (target.kind === 'blank') return node
  if (node.type.kind === 'record' && holds(target, node.type.object)) return { ...node, type: target }
  if (node.kind === 'literal' && node.type.kind === 'text' && readsLiterals(target)) {
    return readLiteral(node.value as string, node.span, target)
  }
  if (node.kind === 'stored option') return adaptStoredOption(node, target)
  if (node.kind === 'list' && target.kind === 'list') return adaptList(node, target)
  if (node.kind === 'call' && (node.type.kind === 'blank' || hasFlexibleText(node))) return adaptCall(node, target)
  if (node.type.kind === 'blank') return { ...node, type: target }
  if (target.kind === 'text' && node.type.kind === 'option') return toText(node)
  if (isOptionList(node.type) && target.kind === 'list' && target.of.kind === 'text') {
    return { kind: 'convert', operand: node, type: target, class: node.class, span: node.span }
  }
  return undefined
}

/** True when records of the object are among those that a type is about: they are their ids in both. */
export function holds(type: FormulaType, object: string): boolean {
  return type.kind === 'anyRecord' && type.targets.some((target) => target.object === object)
}

/** The node as text, by the rules of `&`. */
export function toText(node: TypedNode): TypedNode {
  if (node.type.kind === 'text') return node
  return { kind: 'convert', operand: node, type: { kind: 'text' }, class: node.class, span: node.span }
}

/** Whether a node is, or chooses between, text literals that may still be read as another type. */
export function hasFlexibleText(node: TypedNode): boolean {
  if (node.kind === 'stored option') return true
  if (node.kind === 'literal') return node.type.kind === 'text' || node.value === null
  if (node.kind === 'list') return node.items.every(hasFlexibleText)
  if (node.kind !== 'call') return false
  const chosen = node.args.filter((_, index) => variableOf(node, index) !== undefined)
  return chosen.length > 0 && chosen.every(hasFlexibleText)
}

/** How an argument takes part in the type of a call's result: as the value itself or as a list of such values. */
function variableOf(node: Extract<TypedNode, { kind: 'call' }>, index: number): 'value' | 'list' | undefined {
  if (node.gives !== 'any' && node.gives !== 'other') return undefined
  if (node.kinds[index] === node.gives) return 'value'
  return node.gives === 'any' && node.kinds[index] === 'list' ? 'list' : undefined
}

function isOptionList(type: FormulaType): boolean {
  return type.kind === 'list' && type.of.kind === 'option'
}

function adaptStoredOption(
  node: Extract<TypedNode, { kind: 'stored option' }>,
  target: FormulaType,
): TypedNode | undefined {
  if (target.kind !== 'option') return undefined
  const option = target.options.find((candidate) => candidate.id === node.option)
  const base = { kind: 'literal', type: target, class: 'record', span: node.span } as const
  // A dangling option reads blank and blocks new publishes (decisions, section 3).
  if (option === undefined || target.field !== node.field) return { ...base, value: null, deleted: true }
  return { ...base, value: option.key, optionId: option.id }
}

function adaptList(
  node: Extract<TypedNode, { kind: 'list' }>,
  target: Extract<FormulaType, { kind: 'list' }>,
): TypedNode | FormulaProblem | undefined {
  const items: TypedNode[] = []
  for (const item of node.items) {
    const fitted = adapt(item, target.of)
    if (fitted === undefined || 'code' in fitted) return fitted
    items.push(fitted)
  }
  return { ...node, items, type: target }
}

function adaptCall(
  node: Extract<TypedNode, { kind: 'call' }>,
  target: FormulaType,
): TypedNode | FormulaProblem | undefined {
  const args: TypedNode[] = []
  for (const [index, arg] of node.args.entries()) {
    const variable = variableOf(node, index)
    const fitted =
      variable === undefined ? arg : adapt(arg, variable === 'list' ? { kind: 'list', of: target } : target)
    if (fitted === undefined || 'code' in fitted) return fitted
    args.push(fitted)
  }
  return { ...node, args, type: target }
}
