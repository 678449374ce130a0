import type { Decimal } from 'decimal.js'
import type { CompareOperator, NodeOf, TypedNode } from '../check/typed-node.js'
import type { ArgumentKind } from '../functions/define-function.js'
import type { Expression } from '../types/expression.js'
import type { Environment, RuntimeValue, WireValue } from '../types/runtime-value.js'
import { arithmeticOf } from './arithmetic.js'
import { leaveArithmetic } from './decimal.js'
import { compareValues, equalValues } from './equal-values.js'
import { leavesArithmetic, leavesAsArgument } from './leaves-arithmetic.js'
import { toText } from './to-text.js'
import { fromWire, toWire } from './wire.js'

type Run = (env: Environment) => RuntimeValue

/**
 * Compiles an expression into a closure, once per catalog. The closure never throws and gives the wire form: numbers as
 * JavaScript numbers rounded to 10 decimals (a magnitude of 10^15 or more is null), datetimes as ISO text, records as id.
 */
export function evaluate(expression: Expression): (env: Environment) => WireValue {
  const run = closeLeaving(expression.tree)
  const { type } = expression
  return (env) => toWire(run(env), type)
}

/** The closure of a node whose number, if it is one, leaves arithmetic here. */
function closeLeaving(node: TypedNode, leaves = leavesArithmetic(node)): Run {
  const run = close(node)
  if (!leaves) return run
  return (env) => {
    const value = run(env)
    return value === null ? null : leaveArithmetic(value as Decimal)
  }
}

function close(node: TypedNode): Run {
  switch (node.kind) {
    case 'literal': {
      const { value } = node
      return () => value
    }
    case 'stored option':
      return () => null
    case 'path': {
      const { path, version, type } = node
      return (env) => fromWire(env.get(path, version), type)
    }
    case 'me':
      return (env) => env.me
    case 'list':
      return closeList(node)
    case 'call':
      return closeCall(node)
    case 'arithmetic': {
      const [left, right] = [
        close(node.left),
        node.rule === 'date and days' ? closeLeaving(node.right) : close(node.right),
      ]
      const operation = arithmeticOf(node.rule, node.operator)
      return (env) => {
        const a = left(env)
        if (a === null) return null
        const b = right(env)
        return b === null ? null : operation(a, b)
      }
    }
    case 'negate': {
      const operand = close(node.operand)
      return (env) => negated(operand(env))
    }
    case 'concat': {
      const items = node.items.map(close)
      return (env) => items.map((item) => item(env) ?? '').join('') || null
    }
    case 'convert': {
      const operand = closeLeaving(node.operand)
      const { type } = node.operand
      return type.kind === 'list' ? operand : (env) => toText(operand(env), type, env.timeZone)
    }
    case 'title': {
      const operand = close(node.operand)
      const { object } = node
      return (env) => {
        const id = operand(env)
        return id === null ? null : env.title(object, id as string) || null
      }
    }
    case 'compare':
    case 'in':
    case 'under':
    case 'logic':
    case 'not':
      return closeCondition(node)
  }
}

function negated(value: RuntimeValue): RuntimeValue {
  if (value === null) return null
  if (typeof value === 'number') return value === 0 ? 0 : -value
  return (value as Decimal).neg()
}

function closeList(node: NodeOf<'list'>): Run {
  const items = node.items.map((item) => closeLeaving(item))
  return (env) => {
    const members = items.map((item) => item(env)).filter((member) => member !== null)
    return members.length === 0 ? null : members
  }
}

/** The condition as two-valued: blank where a boolean is wanted is false. */
export function closeCondition(node: TypedNode): (env: Environment) => boolean {
  switch (node.kind) {
    case 'compare':
      return closeCompare(node)
    case 'in': {
      const [needle, list] = [closeLeaving(node.needle), close(node.list)]
      return (env) => {
        const value = needle(env)
        if (value === null) return false
        const members = list(env) as readonly RuntimeValue[] | null
        return members !== null && members.some((member) => equalValues(member, value))
      }
    }
    case 'under': {
      const [record, ancestors] = [close(node.record), close(node.ancestors)]
      const { object } = node
      return (env) => {
        const [id, above] = [record(env), ancestors(env)]
        if (id === null || above === null) return false
        const ids = (Array.isArray(above) ? above : [above]) as readonly string[]
        return ids.some((ancestor) => env.isUnder(object, id as string, ancestor))
      }
    }
    case 'logic': {
      const items = node.items.map(closeCondition)
      return node.operator === 'and'
        ? (env) => items.every((item) => item(env))
        : (env) => items.some((item) => item(env))
    }
    case 'not': {
      const operand = closeCondition(node.operand)
      return (env) => !operand(env)
    }
    default: {
      const run = close(node)
      return (env) => run(env) === true
    }
  }
}

const orders: Readonly<Record<CompareOperator, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

function closeCompare(node: NodeOf<'compare'>): (env: Environment) => boolean {
  const [left, right] = [closeLeaving(node.left), closeLeaving(node.right)]
  if (node.operator === '=' || node.operator === '<>') {
    const wanted = node.operator === '='
    // Nobody owns nothing: without an acting person, `x = me` is false even where x is blank.
    const strict = isStrictMe(node)
    return (env) => {
      const [a, b] = [left(env), right(env)]
      return (strict && (a === null || b === null) ? false : equalValues(a, b)) === wanted
    }
  }
  const holds = orders[node.operator]
  return (env) => {
    const [a, b] = [left(env), right(env)]
    return a !== null && b !== null && holds(compareValues(a, b))
  }
}

/** Whether a comparison is with `me` and not with the literal blank. */
export function isStrictMe(node: NodeOf<'compare'>): boolean {
  const isBlank = (side: TypedNode) => side.kind === 'literal' && side.value === null
  return (node.left.kind === 'me' && !isBlank(node.right)) || (node.right.kind === 'me' && !isBlank(node.left))
}

function closeCall(node: NodeOf<'call'>): Run {
  const { definition, kinds, type } = node
  const mode = definition.blanks ?? 'blank'
  const types = node.args.map((arg) => arg.type)
  const args = node.args.map((arg, index) => closeArgument(arg, kinds[index] as ArgumentKind, mode))
  return (env) => {
    const values: RuntimeValue[] = []
    for (const arg of args) {
      const value = arg(env)
      if (value === null && mode !== 'own') return null
      values.push(value)
    }
    const result = definition.evaluate(values, env, types)
    return result === '' && type.kind === 'text' ? null : result
  }
}

function closeArgument(arg: TypedNode, kind: ArgumentKind, mode: 'blank' | 'text' | 'own'): Run {
  if (kind === 'boolean') return closeCondition(arg)
  const run = kind === 'number' ? closeLeaving(arg, leavesAsArgument(arg)) : closeLeaving(arg)
  const isText = kind === 'text' || kind === 'printable'
  return mode === 'text' && isText ? (env) => run(env) ?? '' : run
}
