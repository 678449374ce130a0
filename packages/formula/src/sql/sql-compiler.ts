import type { Decimal } from 'decimal.js'
import type { NodeOf, TypedNode } from '../check/typed-node.js'
import { leaveArithmetic } from '../evaluate/decimal.js'
import { leavesArithmetic, leavesAsArgument } from '../evaluate/leaves-arithmetic.js'
import type { ArgumentKind, SqlArgument } from '../functions/define-function.js'
import type { FormulaType } from '../types/formula-type.js'
import type { SqlBinding, SqlContext, SqlFragment } from '../types/sql-fragment.js'
import { arithmeticSql } from './arithmetic.js'
import { bindOnce } from './bind-once.js'
import { ConditionCompiler } from './condition-compiler.js'
import type { Condition } from './condition-compiler.js'
import { bind, join, raw, sql } from './fragment.js'
import { leaveArithmeticSql } from './numbers.js'
import { toTextSql } from './to-text.js'
import { castOf } from './type-name.js'
import type { ValueCompiler } from './value-compiler.js'

/** Typed tree to SQL values; conditions go through ConditionCompiler, which knows about polarity. */
export class SqlCompiler implements ValueCompiler {
  private readonly conditions = new ConditionCompiler(this)

  constructor(readonly context: SqlContext) {}

  /** True exactly where the condition is true. */
  whenTrue(node: TypedNode): Condition {
    return this.conditions.whenTrue(node)
  }

  /** The value of a node whose number, if it is one, leaves arithmetic here. */
  leavingValue(node: TypedNode): SqlFragment {
    const value = this.value(node)
    return leavesArithmetic(node) ? leaveArithmeticSql(value) : value
  }

  /** The value of a node, NULL when blank; numbers are as arithmetic left them. */
  value(node: TypedNode): SqlFragment {
    switch (node.kind) {
      case 'literal':
        return literalSql(node)
      case 'stored option':
        return raw('NULL::text')
      case 'path':
        return bracketed(this.context.path(node.path, node.version))
      case 'me':
        return bind({ runtime: 'me' }, 'uuid')
      case 'list':
        return this.list(node)
      case 'call':
        return this.call(node)
      case 'arithmetic':
        return this.arithmetic(node)
      case 'negate':
        return sql`(-${this.value(node.operand)})`
      case 'concat': {
        const items = node.items.map((item) => {
          const value = this.value(item)
          return item.kind === 'literal' && item.value !== null ? value : sql`COALESCE(${value}, '')`
        })
        return sql`NULLIF(${join(items, ' || ')}, '')`
      }
      case 'convert':
        return toTextSql(this.leavingValue(node.operand), node.operand.type)
      case 'title':
        return sql`NULLIF(${this.context.title(node.object, this.value(node.operand))}, '')`
      case 'compare':
      case 'in':
      case 'under':
      case 'logic':
      case 'not':
        return this.booleanValue(node)
    }
  }

  /** A condition as a value that is true or false, never NULL. */
  booleanValue(node: TypedNode): SqlFragment {
    const condition = this.conditions.whenTrue(node)
    return condition.isTotal ? sql`(${condition})` : sql`COALESCE(${condition}, FALSE)`
  }

  /** The members of a list literal as one bound array, when all of them are literals. */
  literalList(node: TypedNode): readonly (string | number)[] | undefined {
    if (node.kind !== 'list' || node.type.kind !== 'list') return undefined
    const members: (string | number)[] = []
    for (const item of node.items) {
      if (item.kind !== 'literal') return undefined
      const binding = bindingOf(item)
      if (typeof binding === 'boolean') return undefined
      if (typeof binding === 'string' || typeof binding === 'number') members.push(binding)
    }
    return members
  }

  private list(node: NodeOf<'list'>): SqlFragment {
    const cast = castOf(node.type)
    const literals = this.literalList(node)
    if (literals !== undefined) return literals.length === 0 ? raw(`NULL::${cast}`) : bind(literals, cast)
    const items = node.items.map((item) => this.leavingValue(item))
    return sql`NULLIF(array_remove(ARRAY[${join(items, ', ')}]${raw(`::${cast}`)}, NULL), ${raw(`'{}'::${cast}`)})`
  }

  private arithmetic(node: NodeOf<'arithmetic'>): SqlFragment {
    const isDays = node.rule === 'date and days'
    const [left, right] = [this.value(node.left), isDays ? this.leavingValue(node.right) : this.value(node.right)]
    return arithmeticSql(node.rule, node.operator, left, right, literalExponent(node))
  }

  private call(node: NodeOf<'call'>): SqlFragment {
    const { definition, kinds, type } = node
    const args = node.args.map((arg, index) =>
      this.argument(arg, kinds[index] as ArgumentKind, definition.blanks ?? 'blank'),
    )
    const result = bindOnce(args, (bound) => definition.sql(bound as readonly SqlArgument[], this.context))
    if (type.kind === 'number') return sql`(${result})::numeric`
    if (type.kind === 'text') return sql`NULLIF(${result}, '')`
    // The cast keeps `= ANY(…)` from taking a subselect in brackets for a set of rows.
    return type.kind === 'list' ? sql`(${result})${raw(`::${castOf(type)}`)}` : sql`(${result})`
  }

  private argument(given: TypedNode, kind: ArgumentKind, mode: 'blank' | 'text' | 'own'): SqlArgument {
    const arg = kind === 'number' && given.kind === 'literal' ? roundedLiteral(given) : given
    const { type } = arg
    const isText = kind === 'text' || kind === 'printable'
    const value =
      kind === 'boolean'
        ? this.booleanArgument(arg)
        : mode === 'text' && isText
          ? sql`COALESCE(${this.value(arg)}, '')`
          : kind === 'number' && leavesAsArgument(arg)
            ? leaveArithmeticSql(this.value(arg))
            : this.leavingValue(arg)
    if (arg.kind !== 'literal') return { ...value, type }
    const literal = bindingOf(arg) as string | number | boolean | null
    if (mode === 'text' && isText) return { ...bind(literal ?? '', 'text'), type, literal: literal ?? '' }
    return { ...value, type, literal }
  }

  private booleanArgument(arg: TypedNode): SqlFragment {
    const isCondition = ['compare', 'in', 'under', 'logic', 'not', 'literal'].includes(arg.kind)
    return isCondition ? this.booleanValue(arg) : sql`COALESCE(${this.value(arg)}, FALSE)`
  }
}

function roundedLiteral(node: NodeOf<'literal'>): NodeOf<'literal'> {
  return leavesAsArgument(node) ? { ...node, value: leaveArithmetic(node.value as Decimal) } : node
}

function literalExponent(node: NodeOf<'arithmetic'>): number | undefined {
  if (node.operator !== '^' || node.right.kind !== 'literal' || node.right.value === null) return undefined
  return leaveArithmetic(node.right.value as Decimal)?.toNumber()
}

/** Brackets around what the host gives, unless it is a plain column or a call. */
function bracketed(fragment: SqlFragment): SqlFragment {
  return /^[\w".]+$/.test(fragment.sql) ? fragment : sql`(${fragment})`
}

/** What is bound for a literal: options by id, numbers as exact text, datetimes as ISO text. */
function bindingOf(node: NodeOf<'literal'>): SqlBinding {
  if (node.value === null) return null
  if (node.optionId !== undefined) return node.optionId
  if (node.type.kind === 'number') return (node.value as Decimal).toFixed()
  if (node.type.kind === 'datetime') return new Date(node.value as number).toISOString()
  return node.value as string | boolean
}

function literalSql(node: NodeOf<'literal'>): SqlFragment {
  const type: FormulaType = node.type
  if (node.value === null) return raw(`NULL::${castOf(type)}`)
  if (type.kind === 'boolean') return raw(node.value === true ? 'TRUE' : 'FALSE')
  return bind(bindingOf(node), castOf(type))
}
