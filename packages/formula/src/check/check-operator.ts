import { problem } from '../problems.js'
import type { BinaryOperator } from '../source/syntax-node.js'
import type { FormulaProblem, Span } from '../types/formula-problem.js'
import { widerClass } from '../types/formula-type.js'
import type { FormulaType } from '../types/formula-type.js'
import { nameOfType } from '../types/type-name.js'
import type { ArithmeticRule, CompareOperator, NodeOf, TypedNode } from './typed-node.js'
import { unify } from './unify.js'
import { adapt } from './adapt.js'
import { operandProposal } from './operand-proposal.js'

type Kind = FormulaType['kind']

const ordered: ReadonlySet<Kind> = new Set(['number', 'date', 'datetime', 'time', 'duration', 'blank'])

/** [operator, left, right] → rule, result, whether the sides change places. Blank literals count as numbers. */
const arithmeticRules: readonly (readonly [string, Kind, Kind, ArithmeticRule, Kind, boolean?])[] = [
  ['+', 'date', 'number', 'date and days', 'date'],
  ['+', 'number', 'date', 'date and days', 'date', true],
  ['-', 'date', 'number', 'date and days', 'date'],
  ['-', 'date', 'date', 'dates', 'number'],
  ['+', 'datetime', 'duration', 'datetime and duration', 'datetime'],
  ['+', 'duration', 'datetime', 'datetime and duration', 'datetime', true],
  ['-', 'datetime', 'duration', 'datetime and duration', 'datetime'],
  ['-', 'datetime', 'datetime', 'datetimes', 'duration'],
  ['+', 'duration', 'duration', 'durations', 'duration'],
  ['-', 'duration', 'duration', 'durations', 'duration'],
  ['/', 'duration', 'duration', 'ratio of durations', 'number'],
]

/** The typed node of a binary operator, or what is wrong with its operands. */
export function checkOperator(
  operator: BinaryOperator,
  left: TypedNode,
  right: TypedNode,
  span: Span,
  operatorSpan: Span,
  hasTree: (object: string) => boolean,
): TypedNode | FormulaProblem {
  switch (operator) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '^':
      return checkArithmetic(operator, left, right, span, operatorSpan)
    case 'in':
      return checkIn(left, right, span, operatorSpan)
    case 'not in': {
      const inside = checkIn(left, right, span, operatorSpan)
      return 'code' in inside
        ? inside
        : { kind: 'not', operand: inside, type: { kind: 'boolean' }, class: inside.class, span }
    }
    case 'under':
      return checkUnder(left, right, span, operatorSpan, hasTree)
    default:
      return checkCompare(operator, left, right, span, operatorSpan)
  }
}

function mismatch(operator: string, left: TypedNode, right: TypedNode, span: Span): FormulaProblem {
  const proposal = operandProposal(operator, left.type.kind, right.type.kind)
  const [leftName, rightName] = [nameOfType(left.type), nameOfType(right.type)]
  return problem('formula.operand_type', span, { operator, left: leftName, right: rightName, proposal })
}

function checkArithmetic(
  operator: '+' | '-' | '*' | '/' | '^',
  left: TypedNode,
  right: TypedNode,
  span: Span,
  operatorSpan: Span,
): TypedNode | FormulaProblem {
  const base = { kind: 'arithmetic', operator, span, class: widerClass(left.class, right.class) } as const
  const isNumber = (node: TypedNode) => node.type.kind === 'number' || node.type.kind === 'blank'
  const numbers = [left, right].map((node) => (isNumber(node) ? adapt(node, { kind: 'number' }) : undefined))
  const [a, b] = numbers
  if (a !== undefined && b !== undefined && !('code' in a) && !('code' in b)) {
    return { ...base, rule: 'number', type: { kind: 'number' }, left: a, right: b }
  }
  const rule = arithmeticRules.find(([name, leftKind, rightKind]) => {
    const [fits, other] = [fitsKind(left, leftKind, right), fitsKind(right, rightKind, left)]
    return name === operator && fits && other
  })
  if (rule === undefined) return mismatch(operator, left, right, operatorSpan)
  const [, leftKind, rightKind, name, result, swapped = false] = rule
  const type = { kind: result } as FormulaType
  const fittedLeft = adapt(left, { kind: leftKind } as FormulaType)
  const fittedRight = adapt(right, { kind: rightKind } as FormulaType)
  if (fittedLeft === undefined || fittedRight === undefined) return mismatch(operator, left, right, operatorSpan)
  if ('code' in fittedLeft) return fittedLeft
  if ('code' in fittedRight) return fittedRight
  return swapped
    ? { ...base, rule: name, type, left: fittedRight, right: fittedLeft }
    : { ...base, rule: name, type, left: fittedLeft, right: fittedRight }
}

/** A date literal may stand beside a date: `dueOn - "2026-01-01"`. */
function fitsKind(node: TypedNode, kind: Kind, beside: TypedNode): boolean {
  if (node.type.kind === kind || node.type.kind === 'blank') return true
  return node.kind === 'literal' && node.type.kind === 'text' && kind === beside.type.kind && kind.startsWith('date')
}

function checkCompare(
  operator: CompareOperator,
  left: TypedNode,
  right: TypedNode,
  span: Span,
  operatorSpan: Span,
): TypedNode | FormulaProblem {
  const unified = unify([left, right])
  if (unified === undefined) return mismatch(operator, left, right, operatorSpan)
  if ('code' in unified) return unified
  const [a, b] = unified.nodes as readonly [TypedNode, TypedNode]
  const isEquality = operator === '=' || operator === '<>'
  const hasBlank = isBlankLiteral(a) || isBlankLiteral(b)
  if (!isEquality && !ordered.has(unified.type.kind) && !hasBlank) return mismatch(operator, left, right, operatorSpan)
  if (unified.type.kind === 'list' && !hasBlank) return mismatch(operator, left, right, operatorSpan)
  const type: FormulaType = { kind: 'boolean' }
  return { kind: 'compare', operator, left: a, right: b, type, span, class: widerClass(a.class, b.class) }
}

/** Whether the node is the literal `blank` or `""`. */
export function isBlankLiteral(node: TypedNode): node is NodeOf<'literal'> {
  return node.kind === 'literal' && node.value === null
}

function checkIn(left: TypedNode, right: TypedNode, span: Span, operatorSpan: Span): TypedNode | FormulaProblem {
  const base = { kind: 'in', type: { kind: 'boolean' }, span, class: widerClass(left.class, right.class) } as const
  if (right.type.kind !== 'list' && right.type.kind !== 'blank') {
    return problem('formula.list_expected', right.span, { found: nameOfType(right.type) })
  }
  const unified =
    right.kind === 'list'
      ? unify([left, ...right.items])
      : unify([
          left,
          {
            kind: 'me',
            type: right.type.kind === 'list' ? right.type.of : right.type,
            class: 'record',
            span: right.span,
          },
        ])
  if (unified === undefined) {
    const member = right.type.kind === 'list' ? right.type.of : right.type
    return mismatch('in', left, { ...right, type: member } as TypedNode, operatorSpan)
  }
  if ('code' in unified) return unified
  const needle = adapt(left, unified.type)
  const list = adapt(right, { kind: 'list', of: unified.type })
  if (needle === undefined || list === undefined) return mismatch('in', left, right, operatorSpan)
  if ('code' in needle) return needle
  if ('code' in list) return list
  return { ...base, needle, list }
}

function checkUnder(
  left: TypedNode,
  right: TypedNode,
  span: Span,
  operatorSpan: Span,
  hasTree: (object: string) => boolean,
): TypedNode | FormulaProblem {
  const member = right.type.kind === 'list' ? right.type.of : right.type
  const type = left.type.kind === 'record' ? left.type : member
  if (type.kind !== 'record' || !hasTree(type.object)) return problem('formula.no_tree', operatorSpan, {})
  const record = adapt(left, type)
  const ancestors = adapt(right, right.type.kind === 'list' ? { kind: 'list', of: type } : type)
  if (record === undefined || ancestors === undefined) return problem('formula.no_tree', operatorSpan, {})
  if ('code' in record) return record
  if ('code' in ancestors) return ancestors
  const wider = widerClass(widerClass(left.class, right.class), 'related')
  return { kind: 'under', record, ancestors, object: type.object, type: { kind: 'boolean' }, class: wider, span }
}
