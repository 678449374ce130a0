import { Decimal } from 'decimal.js'
import type { CompareOperator, NodeOf, TypedNode } from '../check/typed-node.js'
import { numberToText } from '../evaluate/to-text.js'
import type { Expression } from '../types/expression.js'
import { words } from './words.js'
import type { Locale, Words } from './words.js'

/** What fields and options are called, for people. */
export interface ExplainLabels {
  field(id: string): string
  /** By the ids of the field and the option; its type's label where this is absent or gives nothing. */
  option?(field: string, option: string): string | undefined
}

/** The expression in plain words, for example “金额不小于 10000，并且客户的级别是以下之一：重点、一般”. */
export function explain(expression: Expression, locale: Locale, labels: ExplainLabels): string {
  return new Explainer(words[locale], labels).say(expression.tree)
}

class Explainer {
  constructor(
    private readonly words: Words,
    private readonly labels: ExplainLabels,
  ) {}

  say(node: TypedNode): string {
    const { words } = this
    switch (node.kind) {
      case 'literal':
        return this.literal(node)
      case 'stored option':
        return words.blank
      case 'path':
        return this.path(node)
      case 'me':
        return words.me
      case 'list':
        return node.items.map((item) => this.say(item)).join(words.comma)
      case 'call':
        return this.call(node)
      case 'arithmetic':
        return this.daysFrom(node) ?? `${this.part(node.left)} ${words.signs[node.operator]} ${this.part(node.right)}`
      case 'negate':
        return `−${this.part(node.operand)}`
      case 'concat':
        return node.items.map((item) => this.part(item)).join(words.followedBy)
      case 'convert':
        return this.say(node.operand)
      case 'title':
        return words.titleOf(this.say(node.operand))
      case 'compare':
        return this.compare(node)
      case 'in':
        return words.oneOf(this.part(node.needle), this.say(node.list))
      case 'under':
        return words.under(this.say(node.record), this.say(node.ancestors))
      case 'logic':
        return node.items.map((item) => this.part(item)).join(node.operator === 'and' ? words.and : words.or)
      case 'not':
        return node.operand.kind === 'in'
          ? words.noneOf(this.part(node.operand.needle), this.say(node.operand.list))
          : words.not(this.say(node.operand))
    }
  }

  /** In brackets where the words around it could be read another way. */
  private part(node: TypedNode): string {
    const text = this.say(node)
    if (node.kind === 'arithmetic' && this.daysFrom(node) !== undefined) return text
    return node.kind === 'arithmetic' || node.kind === 'logic' || node.kind === 'concat'
      ? this.words.brackets(text)
      : text
  }

  private literal(node: NodeOf<'literal'>): string {
    const { value, type } = node
    if (value === null) return this.words.blank
    if (type.kind === 'option') {
      const known = type.options.find((option) => option.id === node.optionId)
      if (known === undefined) return String(value)
      return this.labels.option?.(type.field, known.id) ?? known.label
    }
    if (Decimal.isDecimal(value)) return numberToText(value)
    if (typeof value === 'boolean') return value ? this.words.yes : this.words.no
    if (type.kind === 'datetime') return new Date(value as number).toISOString()
    return type.kind === 'text' ? this.words.quote(String(value)) : String(value)
  }

  private path(node: NodeOf<'path'>): string {
    const path = this.words.path(node.path.map((step) => this.labels.field(step.of ?? step.field)))
    if (node.version === 'old') return this.words.before(path)
    return node.version === 'me' ? this.words.ofMe(path) : path
  }

  private call(node: NodeOf<'call'>): string {
    const args = node.args.map((arg) => this.say(arg))
    const { name } = node.definition
    if (name === 'TODAY') return this.words.today
    if (name === 'NOW') return this.words.now
    if (name === 'STARTOF' || name === 'ENDOF') return this.edge(node)
    if (name === 'IF') return this.words.when(args[0] ?? '', args[1] ?? '', args[2] ?? this.words.blank)
    return `${name}${this.words.brackets(args.join(this.words.comma))}`
  }

  /** The first or last day of a week, month, … */
  private edge({ definition, args: [of, unit] }: NodeOf<'call'>): string {
    const edge = definition.name === 'STARTOF' ? 'first' : 'last'
    const name = unit?.kind === 'literal' ? String(unit.value).replace(/s$/, '') : ''
    if (isCallOf(of, 'TODAY') || isCallOf(of, 'NOW')) return this.words.edgeOfNow(edge, name)
    return this.words.edgeOf(edge, name, of === undefined ? '' : this.part(of))
  }

  /** A day and a number of days that is written out; undefined for other arithmetic. */
  private daysFrom({ left, right, operator, rule }: NodeOf<'arithmetic'>): string | undefined {
    if (rule !== 'date and days' || right.kind !== 'literal' || !Decimal.isDecimal(right.value)) return undefined
    const count = right.value.toNumber()
    return this.words.days(this.part(left), operator === '-' ? -count : count)
  }

  private compare(node: NodeOf<'compare'>): string {
    const { left, right, operator } = node
    if (isChange(left, right) && operator === '<>') return this.words.changed(this.say(left))
    const isBlank = right.kind === 'literal' && right.value === null
    if (isBlank && operator === '=') return this.words.isBlank(this.part(left))
    if (isBlank && operator === '<>') return this.words.isFilled(this.part(left))
    const isTime = left.type.kind === 'date' || left.type.kind === 'datetime'
    const compared = (isTime ? this.words.compareTimes : this.words.compare)[operator as CompareOperator]
    const [first, second] = [this.part(left), this.part(right)]
    // A word in the middle of Chinese characters; beside a digit or a letter it keeps its distance.
    return `${first}${isTime && /^[\w-]/.test(second) ? `${compared.trimEnd()} ` : compared}${second}`
  }
}

const isCallOf = (node: TypedNode | undefined, name: string): boolean =>
  node?.kind === 'call' && node.definition.name === name

/** `x <> old.x`, which is what CHANGED(x) becomes. */
function isChange(left: TypedNode, right: TypedNode): boolean {
  if (left.kind !== 'path' || right.kind !== 'path' || right.version !== 'old' || left.version !== 'current')
    return false
  return left.path.map((step) => step.field).join() === right.path.map((step) => step.field).join()
}
