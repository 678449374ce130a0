import type { CompareOperator, NodeOf, TypedNode } from '../check/typed-node.js'
import { walk } from '../check/walk.js'
import { isStrictMe } from '../evaluate/evaluate.js'
import type { SqlFragment } from '../types/sql-fragment.js'
import { bind, join, raw, sql } from './fragment.js'
import { castOf } from './type-name.js'
import type { ValueCompiler } from './value-compiler.js'

/** SQL that is true exactly where a condition holds; elsewhere it is false, or NULL unless `isTotal`. */
export interface Condition extends SqlFragment {
  readonly isTotal: boolean
}

const total = (fragment: SqlFragment): Condition => ({ ...fragment, isTotal: true })
const partial = (fragment: SqlFragment): Condition => ({ ...fragment, isTotal: false })
const TRUE = total(raw('TRUE'))
const FALSE = total(raw('FALSE'))

const negations: Readonly<Record<CompareOperator, CompareOperator>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
}

/**
 * Polarity (decisions, section 2): `not` is pushed to the leaves; a positive leaf is the plain comparison, which an index
 * can serve and whose NULL counts as false; a negative leaf says what happens to blanks itself, `(a <> b OR a IS NULL)`.
 */
export class ConditionCompiler {
  constructor(private readonly values: ValueCompiler) {}

  /** True exactly where the node is true. */
  whenTrue(node: TypedNode): Condition {
    switch (node.kind) {
      case 'compare':
        return this.compare(node, node.operator, true)
      case 'in':
        return this.isIn(node)
      case 'under':
        return this.isUnder(node)
      case 'logic':
        return combine(
          node.operator,
          node.items.map((item) => this.whenTrue(item)),
        )
      case 'not':
        return this.whenNotTrue(node.operand)
      case 'literal':
        return node.value === true ? TRUE : FALSE
      default:
        return this.linked(node) ?? partial(this.values.value(node))
    }
  }

  /** True exactly where the node is false or blank. */
  whenNotTrue(node: TypedNode): Condition {
    switch (node.kind) {
      case 'compare':
        return this.compare(node, negations[node.operator], false)
      case 'in':
        return this.isNotIn(node)
      case 'under':
        return total(sql`(${this.isUnder(node)}) IS NOT TRUE`)
      case 'logic':
        return combine(
          node.operator === 'and' ? 'or' : 'and',
          node.items.map((item) => this.whenNotTrue(item)),
        )
      case 'not':
        return this.whenTrue(node.operand)
      case 'literal':
        return node.value === true ? FALSE : TRUE
      default:
        return total(sql`${this.linked(node) ?? this.values.value(node)} IS NOT TRUE`)
    }
  }

  /** `positive` is false for an operator that stands for the negation of its opposite: blanks make it true then. */
  private compare(node: NodeOf<'compare'>, operator: CompareOperator, positive: boolean): Condition {
    const { left, right } = node
    if (isBlank(left) || isBlank(right)) return this.compareBlank(left, right, operator, positive)
    if (operator === '=' && positive) {
      const [path, one] = left.kind === 'literal' ? [right, left] : [left, right]
      const any =
        one.kind === 'literal' ? this.anyOf(path, (value) => sql`${value} = ${this.values.value(one)}`) : undefined
      if (any !== undefined) return any
    }
    const [a, b] = [this.values.leavingValue(left), this.values.leavingValue(right)]
    const [aKnown, bKnown] = [isNeverBlank(left), isNeverBlank(right)]
    const plain = sql`${a} ${raw(operator)} ${b}`
    if (operator === '=') {
      if (isStrictMe(node)) return partial(plain)
      if (aKnown || bKnown) return { ...plain, isTotal: aKnown && bKnown }
      return total(sql`${a} IS NOT DISTINCT FROM ${b}`)
    }
    if (operator === '<>' && !aKnown && !bKnown && !isStrictMe(node)) return total(sql`${a} IS DISTINCT FROM ${b}`)
    if (operator !== '<>' && positive) return { ...plain, isTotal: aKnown && bKnown }
    if (aKnown && bKnown) return total(plain)
    const column = aKnown ? right : left
    if ((aKnown || bKnown) && column.kind === 'path') {
      return total(sql`(${plain} OR ${aKnown ? b : a} IS NULL)`)
    }
    return total(sql`(${a} ${raw(negations[operator])} ${b}) IS NOT TRUE`)
  }

  private compareBlank(left: TypedNode, right: TypedNode, operator: CompareOperator, positive: boolean): Condition {
    if (operator !== '=' && operator !== '<>') return positive ? FALSE : TRUE
    const other = isBlank(left) ? right : left
    if (isBlank(other)) return operator === '=' ? TRUE : FALSE
    const test = raw(operator === '=' ? 'IS NULL' : 'IS NOT NULL')
    return total(sql`${this.values.leavingValue(other)} ${test}`)
  }

  private isIn(node: NodeOf<'in'>): Condition {
    const literals = this.values.literalList(node.list)
    const needle = this.values.leavingValue(node.needle)
    if (literals !== undefined) {
      if (literals.length === 0) return FALSE
      const list = bind(literals, castOf(node.list.type))
      const any = this.anyOf(node.needle, (value) => sql`${value} = ANY(${list})`)
      if (any !== undefined) return any
      return partial(sql`${needle} = ANY(${bind(literals, castOf(node.list.type))})`)
    }
    const linked = this.linked(node)
    if (linked !== undefined) return linked
    const list = this.values.value(node.list)
    // A literal in a list column: the form that a GIN index serves.
    if (isNeverBlank(node.needle) && node.list.kind === 'path') return partial(sql`${list} @> ARRAY[${needle}]`)
    return partial(sql`${needle} = ANY(${list})`)
  }

  /** A record of one of several objects is one of given ones: asked of each lookup, so that their indexes serve. */
  private anyOf(node: TypedNode, test: (value: SqlFragment) => SqlFragment): Condition | undefined {
    const last = node.kind === 'path' ? node.path.at(-1) : undefined
    if (node.kind !== 'path' || node.type.kind !== 'anyRecord' || last?.of !== undefined || last === undefined)
      return undefined
    const tests = node.type.targets.map(({ object, field }) => {
      const path = [...node.path.slice(0, -1), { ...last, field, of: last.field }]
      return test(this.values.value({ ...node, path, type: { kind: 'record', object } }))
    })
    return tests.length === 0 ? undefined : partial(sql`(${join(tests, ' OR ')})`)
  }

  /** Links of the row with given records, asked of the pairs; undefined for anything else. */
  private linked(node: TypedNode): Condition | undefined {
    const asked = membersAsked(node)
    if (asked === undefined || !isFixed(asked.members)) return undefined
    const members = this.values.value(asked.members)
    const cast = raw(castOf(asked.list.type))
    const list = asked.members.type.kind === 'list' ? members : sql`ARRAY[${members}]`
    const any = this.values.context.isLinked?.(asked.list.path, sql`${list}::${cast}`)
    if (any === undefined) return undefined
    // Of several that must all be there, one narrows down what is looked at.
    return asked.isAll ? partial(sql`(${any} AND ${this.values.value(node)})`) : total(any)
  }

  private isNotIn(node: NodeOf<'in'>): Condition {
    const literals = this.values.literalList(node.list)
    if (literals?.length === 0) return TRUE
    if (literals === undefined || node.needle.kind !== 'path') return total(sql`(${this.isIn(node)}) IS NOT TRUE`)
    const needle = this.values.value(node.needle)
    return total(sql`(${needle} <> ALL(${bind(literals, castOf(node.list.type))}) OR ${needle} IS NULL)`)
  }

  private isUnder(node: NodeOf<'under'>): Condition {
    const record = this.values.value(node.record)
    const ancestors = this.values.value(node.ancestors)
    const list = node.ancestors.type.kind === 'list' ? ancestors : sql`ARRAY[${ancestors}]`
    return partial(this.values.context.isUnder(node.object, record, list, isFixed(node.ancestors)))
  }
}

interface Asked {
  readonly list: NodeOf<'path'>
  readonly members: TypedNode
  readonly isAll: boolean
}

/** `"<id>" in projects`, `HAS(projects, …)`, `CONTAINSANY(projects, …)`, `CONTAINSALL(projects, …)`. */
function membersAsked(node: TypedNode): Asked | undefined {
  const name = node.kind === 'call' ? node.definition.name : undefined
  const [list, members] =
    node.kind === 'in' ? [node.list, node.needle] : node.kind === 'call' && name !== undefined ? node.args : []
  if (list?.kind !== 'path' || list.version !== 'current' || members === undefined) return undefined
  if (list.type.kind !== 'list' || list.type.of.kind !== 'record') return undefined
  if (node.kind !== 'in' && name !== 'HAS' && name !== 'CONTAINSANY' && name !== 'CONTAINSALL') return undefined
  return { list, members, isAll: name === 'CONTAINSALL' }
}

/** Does no row of the statement decide what the node gives? */
function isFixed(node: TypedNode): boolean {
  let fixed = true
  walk(node, (part) => {
    if (part.kind === 'path' && part.version !== 'me') fixed = false
  })
  return fixed
}

function combine(operator: 'and' | 'or', items: readonly Condition[]): Condition {
  const joined = join(items, operator === 'and' ? ' AND ' : ' OR ')
  return { sql: `(${joined.sql})`, bindings: joined.bindings, isTotal: items.every((item) => item.isTotal) }
}

function isBlank(node: TypedNode): boolean {
  return node.kind === 'literal' && node.value === null
}

/** What can be told to hold a value without looking at a row. */
function isNeverBlank(node: TypedNode): boolean {
  if (node.kind === 'literal') return node.value !== null
  if (node.kind === 'call') return node.definition.volatile !== undefined && node.args.length === 0
  return (
    node.kind === 'compare' ||
    node.kind === 'in' ||
    node.kind === 'under' ||
    node.kind === 'logic' ||
    node.kind === 'not'
  )
}
