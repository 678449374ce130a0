import { problem } from '../problems.js'
import type { FormulaProblem, Span } from '../types/formula-problem.js'
import { formulaLimits } from './formula-limits.js'
import type { BinaryOperator, NameStep, SyntaxNode } from './syntax-node.js'
import { tokenize } from './tokenize.js'
import type { Token } from './token.js'

/**
 * Text to tree by precedence climbing. Precedence as in Excel, loosest first: or, and, not, comparisons with in and
 * under, &, + -, * /, ^, sign; equals from left to right. Depth is counted on the way down, so that deep input ends in a
 * problem long before the call stack does.
 */
const OR = 1
const AND = 2
const NOT = 3
const COMPARE = 4
const CONCAT = 5
const ADD = 6
const MULTIPLY = 7
const POWER = 8

const levels: Readonly<Record<string, number>> = {
  or: OR,
  and: AND,
  '=': COMPARE,
  '<>': COMPARE,
  '<': COMPARE,
  '<=': COMPARE,
  '>': COMPARE,
  '>=': COMPARE,
  in: COMPARE,
  'not in': COMPARE,
  under: COMPARE,
  '&': CONCAT,
  '+': ADD,
  '-': ADD,
  '*': MULTIPLY,
  '/': MULTIPLY,
  '^': POWER,
}

/** Ends parsing at the first problem; caught in `parse`, never seen outside. */
class Stop extends Error {
  constructor(readonly problem: FormulaProblem) {
    super(problem.code)
  }
}

type Bare = SyntaxNode extends infer N ? (N extends SyntaxNode ? Omit<N, 'depth'> : never) : never

class Parser {
  private index = 0
  private nesting = 0
  private nodes = 0

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
  ) {}

  parseAll(): SyntaxNode {
    if (this.peek().kind === 'end') throw new Stop(problem('formula.empty', this.peek().span, {}))
    const node = this.parseExpression(OR)
    if (this.peek().kind !== 'end') throw this.unexpected(this.peek())
    return node
  }

  private peek(ahead = 0): Token {
    return this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)] as Token
  }

  private next(): Token {
    const token = this.peek()
    this.index += 1
    return token
  }

  private unexpected(token: Token): Stop {
    if (token.kind === 'end') return new Stop(problem('formula.incomplete', token.span, {}))
    const found = this.text.slice(token.span.start, token.span.end)
    return new Stop(problem('formula.unexpected', token.span, { found: found.slice(0, 40) }))
  }

  private isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'symbol' && token.symbol === symbol
  }

  private isKeyword(word: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'keyword' && token.word === word
  }

  private make(bare: Bare, children: readonly { readonly depth: number }[]): SyntaxNode {
    this.nodes += 1
    if (this.nodes > formulaLimits.maxNodes) {
      throw new Stop(problem('formula.too_large', bare.span, { limit: formulaLimits.maxNodes }))
    }
    let depth = 0
    for (const child of children) depth = Math.max(depth, child.depth)
    if (depth >= formulaLimits.maxDepth) throw this.tooDeep(bare.span)
    return { ...bare, depth: depth + 1 } as SyntaxNode
  }

  private tooDeep(span: Span): Stop {
    return new Stop(problem('formula.too_deep', span, { limit: formulaLimits.maxDepth }))
  }

  /** Runs one level deeper; every recursion of the parser passes here. */
  private deeper<T>(parse: () => T): T {
    this.nesting += 1
    if (this.nesting > formulaLimits.maxDepth) throw this.tooDeep(this.peek().span)
    const result = parse()
    this.nesting -= 1
    return result
  }

  /** The operator that comes next in infix position, with the number of its tokens. */
  private infix(): { readonly operator: string; readonly tokens: number } | undefined {
    const token = this.peek()
    if (token.kind === 'symbol' && levels[token.symbol] !== undefined) return { operator: token.symbol, tokens: 1 }
    if (token.kind !== 'keyword') return undefined
    if (token.word === 'not') return this.isKeyword('in', 1) ? { operator: 'not in', tokens: 2 } : undefined
    return levels[token.word] === undefined ? undefined : { operator: token.word, tokens: 1 }
  }

  private parseExpression(level: number): SyntaxNode {
    let left = this.parsePrefix(level)
    for (;;) {
      const found = this.infix()
      const foundLevel = found === undefined ? 0 : (levels[found.operator] as number)
      if (found === undefined || foundLevel < level) return left
      const operatorSpan = { start: this.peek().span.start, end: this.peek(found.tokens - 1).span.end }
      this.index += found.tokens
      const right = this.parseExpression(foundLevel + 1)
      left = this.combine(left, found.operator, operatorSpan, right)
    }
  }

  private combine(left: SyntaxNode, operator: string, operatorSpan: Span, right: SyntaxNode): SyntaxNode {
    const span = { start: left.span.start, end: right.span.end }
    if (operator === 'and' || operator === 'or' || operator === '&') {
      const flat = left.kind === 'chain' && left.operator === operator && !this.bracketed.has(left)
      const items = flat ? left.items : [left]
      // Appending to a copy would make long chains quadratic; the list is owned by this parser until it returns.
      const all = flat ? (items as SyntaxNode[]) : [...items]
      all.push(right)
      // A longer chain is the same node, not one more.
      if (flat) this.nodes -= 1
      return this.make({ kind: 'chain', operator, items: all, span }, [right, flat ? { depth: left.depth - 1 } : left])
    }
    return this.make({ kind: 'binary', operator: operator as BinaryOperator, operatorSpan, left, right, span }, [
      left,
      right,
    ])
  }

  private readonly bracketed = new WeakSet<SyntaxNode>()

  private parsePrefix(level: number): SyntaxNode {
    const token = this.peek()
    if (token.kind === 'keyword' && token.word === 'not' && !this.opensCall()) {
      if (level > NOT) throw this.unexpected(token)
      this.next()
      const operand = this.deeper(() => this.parseExpression(NOT))
      return this.make({ kind: 'not', operand, span: { start: token.span.start, end: operand.span.end } }, [operand])
    }
    if (token.kind === 'symbol' && (token.symbol === '-' || token.symbol === '+')) {
      this.next()
      const operand = this.deeper(() => this.parsePrefix(POWER + 1))
      const span = { start: token.span.start, end: operand.span.end }
      return this.make({ kind: 'sign', operator: token.symbol, operand, span }, [operand])
    }
    return this.parsePrimary()
  }

  /** `NOT(` without a space is the function, `not (` the operator, as people write them. */
  private opensCall(): boolean {
    return this.isSymbol('(', 1) && this.peek(1).span.start === this.peek().span.end
  }

  private parsePrimary(): SyntaxNode {
    const token = this.peek()
    switch (token.kind) {
      case 'number':
        this.next()
        return this.make({ kind: 'number', text: token.text, span: token.span }, [])
      case 'text':
        this.next()
        return this.make({ kind: 'text', value: token.value, span: token.span }, [])
      case 'option':
        this.next()
        return this.make({ kind: 'option', field: token.field, option: token.option, span: token.span }, [])
      case 'deleted':
        this.next()
        return this.make({ kind: 'deleted', span: token.span }, [])
      case 'name':
        if (!this.isSymbol('(', 1)) return this.parsePath('record', token.span.start)
        return token.name.toUpperCase() === 'AS' ? this.parseAs() : this.parseCall(token.name)
      case 'field':
        return this.parsePath('record', token.span.start)
      case 'keyword':
        return this.parseKeyword(token.word)
      case 'symbol':
        if (token.symbol === '(') return this.parseBracket()
        if (token.symbol === '[') return this.parseList()
        throw this.unexpected(token)
      case 'object':
      case 'end':
        throw this.unexpected(token)
    }
  }

  private parseKeyword(word: string): SyntaxNode {
    const token = this.peek()
    switch (word) {
      case 'true':
      case 'false':
        this.next()
        return this.make({ kind: 'boolean', value: word === 'true', span: token.span }, [])
      case 'blank':
        this.next()
        return this.make({ kind: 'blank', span: token.span }, [])
      case 'me':
      case 'old':
        this.next()
        if (this.isSymbol('.')) {
          this.next()
          return this.parsePath(word, token.span.start)
        }
        if (word === 'old') throw this.unexpected(this.peek())
        return this.make({ kind: 'path', from: 'me', steps: [], span: token.span }, [])
      default:
        if ((word === 'and' || word === 'or' || word === 'not') && this.isSymbol('(', 1)) {
          return this.parseCall(word.toUpperCase())
        }
        throw this.unexpected(token)
    }
  }

  private parsePath(from: 'record' | 'old' | 'me', start: number): SyntaxNode {
    return this.makePath(from, [this.parseStep()], start, 0)
  }

  /** `AS(related, account)`, and the steps behind it: one path, in which the step `related` is narrowed. */
  private parseAs(): SyntaxNode {
    const start = this.next().span.start
    const open = this.next()
    const path = this.deeper(() => this.parseExpression(OR))
    const last = path.kind === 'path' ? path.steps.at(-1) : undefined
    if (path.kind !== 'path' || last === undefined || last.as !== undefined)
      throw new Stop(problem('formula.as_needs_field', path.span, {}))
    if (!this.isSymbol(',')) throw this.unexpected(this.peek())
    this.next()
    const steps = [...path.steps.slice(0, -1), { ...last, as: this.parseObject() }]
    return this.makePath(path.from, steps, start, this.close(')', open))
  }

  private parseObject(): NameStep {
    const token = this.next()
    if (token.kind === 'name') return { span: token.span, name: { key: token.name } }
    if (token.kind === 'object') return { span: token.span, name: { id: token.id } }
    if (token.kind === 'deleted') throw new Stop(problem('formula.deleted_reference', token.span, {}))
    throw this.unexpected(token)
  }

  /** The path with the steps that follow; it ends at `end` where none does. */
  private makePath(from: 'record' | 'old' | 'me', first: readonly NameStep[], start: number, end: number): SyntaxNode {
    const steps = [...first]
    while (this.isSymbol('.')) {
      this.next()
      steps.push(this.parseStep())
    }
    const span = { start, end: Math.max(end, (steps.at(-1) as NameStep).span.end) }
    if (steps.length > formulaLimits.maxPathSteps) {
      throw new Stop(problem('formula.path_too_long', span, { limit: formulaLimits.maxPathSteps - 1 }))
    }
    return this.make({ kind: 'path', from, steps, span }, [])
  }

  private parseStep(): NameStep {
    const token = this.next()
    if (token.kind === 'name') return { span: token.span, name: { key: token.name } }
    if (token.kind === 'field') return { span: token.span, name: { id: token.id } }
    if (token.kind === 'deleted') throw new Stop(problem('formula.deleted_reference', token.span, {}))
    throw this.unexpected(token)
  }

  private parseCall(name: string): SyntaxNode {
    const nameSpan = this.next().span
    const open = this.next()
    const args = this.isSymbol(')') ? [] : this.parseItems()
    const end = this.close(')', open)
    return this.make({ kind: 'call', name, nameSpan, args, span: { start: nameSpan.start, end } }, args)
  }

  private parseList(): SyntaxNode {
    const open = this.next()
    const items = this.isSymbol(']') ? [] : this.parseItems()
    const end = this.close(']', open)
    return this.make({ kind: 'list', items, span: { start: open.span.start, end } }, items)
  }

  private parseItems(): readonly SyntaxNode[] {
    const items = [this.deeper(() => this.parseExpression(OR))]
    while (this.isSymbol(',')) {
      this.next()
      items.push(this.deeper(() => this.parseExpression(OR)))
    }
    return items
  }

  private parseBracket(): SyntaxNode {
    const open = this.next()
    const inner = this.deeper(() => this.parseExpression(OR))
    const end = this.close(')', open)
    // A literal keeps its own span: the stored form replaces exactly that text.
    const isLiteral = inner.kind === 'text' || inner.kind === 'option'
    const node = isLiteral ? inner : { ...inner, span: { start: open.span.start, end } }
    this.bracketed.add(node)
    return node
  }

  private close(bracket: ')' | ']', open: Token): number {
    if (this.isSymbol(bracket)) return this.next().span.end
    if (this.peek().kind !== 'end') throw this.unexpected(this.peek())
    throw new Stop(problem('formula.unclosed_bracket', open.span, { bracket: bracket === ')' ? '(' : '[' }))
  }
}

/** The tree of a formula, or its first syntax problem. Never throws. */
export function parse(text: string): { readonly node?: SyntaxNode; readonly problems: readonly FormulaProblem[] } {
  const { tokens, problems } = tokenize(text)
  if (problems.length > 0) return { problems }
  try {
    return { node: new Parser(text, tokens).parseAll(), problems: [] }
  } catch (error) {
    if (error instanceof Stop) return { problems: [error.problem] }
    throw error
  }
}
