import { compile, type Scope, type TypedNode } from '@tessera/formula'
import type { ConditionOperator, ConditionRow, Conditions, ConditionValue } from './condition-rows'

/**
 * A formula as rows, where it is so simple that rows say all of it; undefined where it is not, or cannot be read. An empty
 * formula has no rows.
 */
export function readConditions(text: string | undefined, scope: Scope): Conditions | undefined {
  const written = text?.trim() ?? ''
  if (written === '') return { join: 'and', rows: [] }
  const { expression, problems } = compile(written, scope, { type: 'boolean' })
  if (expression === undefined || problems.length > 0) return undefined
  const { tree } = expression
  const parts = tree.kind === 'logic' ? tree.items : [tree]
  const rows = parts.map((part) => readRow(part, written))
  const isSimple = rows.every((row) => row !== undefined)
  return isSimple ? { join: tree.kind === 'logic' ? tree.operator : 'and', rows } : undefined
}

const functionOperators: Readonly<Record<string, ConditionOperator>> = {
  HAS: 'has',
  CONTAINS: 'contains',
  STARTSWITH: 'startsWith',
}

function readRow(node: TypedNode, text: string): ConditionRow | undefined {
  switch (node.kind) {
    case 'path':
      return rowOf(node, text, '=', { kind: 'fixed', value: true })
    case 'not':
      return readNot(node.operand, text)
    case 'compare':
      return readCompare(node.left, node.operator, node.right, text)
    case 'in':
      return rowOf(node.needle, text, 'in', readList(node.list))
    case 'call': {
      const operator = functionOperators[node.definition.name]
      const [field, wanted] = node.args
      return operator === undefined || field === undefined ? undefined : rowOf(field, text, operator, readValue(wanted))
    }
    default:
      return undefined
  }
}

function readNot(operand: TypedNode, text: string): ConditionRow | undefined {
  if (operand.kind === 'path') return rowOf(operand, text, '=', { kind: 'fixed', value: false })
  return operand.kind === 'in' ? rowOf(operand.needle, text, 'notIn', readList(operand.list)) : undefined
}

function readCompare(
  left: TypedNode,
  operator: '=' | '<>' | '<' | '<=' | '>' | '>=',
  right: TypedNode,
  text: string,
): ConditionRow | undefined {
  const path = pathText(left, text)
  if (path === undefined) return undefined
  if (right.kind === 'path' && right.version === 'old') {
    // CHANGED(x) arrives as x <> old.x.
    const isSame = left.kind === 'path' && stepsOf(left) === stepsOf(right) && operator === '<>'
    return isSame ? { path, operator: 'changed' } : undefined
  }
  if (right.kind === 'literal' && right.value === null) {
    if (operator === '=') return { path, operator: 'blank' }
    return operator === '<>' ? { path, operator: 'filled' } : undefined
  }
  return rowOf(left, text, operator, readValue(right))
}

function rowOf(
  field: TypedNode,
  text: string,
  operator: ConditionOperator,
  value: ConditionValue | undefined,
): ConditionRow | undefined {
  const path = pathText(field, text)
  return path === undefined || value === undefined ? undefined : { path, operator, value }
}

/** How the field is written; undefined for anything that is not a field of the record as it is now. */
function pathText(node: TypedNode, text: string): string | undefined {
  if (node.kind !== 'path' || node.version !== 'current') return undefined
  const [first, last] = [node.stepSpans[0], node.stepSpans.at(-1)]
  return first === undefined || last === undefined ? undefined : text.slice(first.start, last.end)
}

function stepsOf(node: Extract<TypedNode, { kind: 'path' }>): string {
  return node.path.map((step) => step.field).join('.')
}

function readValue(node: TypedNode | undefined): ConditionValue | undefined {
  if (node === undefined) return undefined
  if (node.kind === 'me') return { kind: 'me' }
  if (isToday(node)) return { kind: 'today', days: 0 }
  if (node.kind === 'arithmetic' && isToday(node.left) && (node.operator === '+' || node.operator === '-')) {
    const days = node.right.kind === 'literal' ? Number(node.right.value) : Number.NaN
    return Number.isInteger(days) ? { kind: 'today', days: node.operator === '+' ? days : -days } : undefined
  }
  if (node.kind === 'negate' && node.operand.kind === 'literal' && node.operand.type.kind === 'number') {
    return { kind: 'fixed', value: -Number(node.operand.value) }
  }
  if (node.kind !== 'literal' || node.value === null || node.deleted === true) return undefined
  if (typeof node.value === 'boolean') return { kind: 'fixed', value: node.value }
  if (node.type.kind === 'number') return { kind: 'fixed', value: Number(node.value) }
  if (node.type.kind === 'datetime') return { kind: 'fixed', value: new Date(Number(node.value)).toISOString() }
  return typeof node.value === 'string' ? { kind: 'fixed', value: node.value } : undefined
}

function isToday(node: TypedNode): boolean {
  return node.kind === 'call' && node.definition.name === 'TODAY'
}

function readList(node: TypedNode): ConditionValue | undefined {
  if (node.kind !== 'list') return undefined
  const values = node.items.map((item) => (item.kind === 'literal' && typeof item.value === 'string' ? item.value : ''))
  return values.includes('') ? undefined : { kind: 'some', values }
}
