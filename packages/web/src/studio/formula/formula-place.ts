import { looseTokens, type LooseToken } from './token-pieces'

/** A path as written: `old.stage`, `me.department`, `customer.level`; `AS(related, account).level` has the step `related:account`. */
export interface WrittenPath {
  readonly from: 'record' | 'old' | 'me'
  readonly steps: readonly string[]
}

/** What may be written at a place of a formula, as far as its tokens tell. */
export interface FormulaPlace {
  /** Where the word under the cursor begins; the cursor where there is none. */
  readonly from: number
  /** The word so far. */
  readonly word: string
  /** `after dot`: a field of what the path leads to · `text`: inside a text literal · `value`: anything. */
  readonly kind: 'after dot' | 'text' | 'value'
  /** The path before the dot. */
  readonly path?: WrittenPath
  /** What the value here is compared with, when that is a plain path: `stage = …`, `stage in ["…`, `HAS(tags, …`. */
  readonly beside?: WrittenPath | undefined
  /** An operand stands directly before: an operator is what fits here. */
  readonly isAfterOperand: boolean
  readonly quote?: string
}

const isSymbol = (token: LooseToken | undefined, ...symbols: readonly string[]): boolean =>
  token?.kind === 'symbol' && symbols.includes(token.symbol)
const isWord = (token: LooseToken | undefined): token is Extract<LooseToken, { kind: 'name' | 'keyword' }> =>
  token?.kind === 'name' || token?.kind === 'keyword'
const operators: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'under'])

/** What the cursor at `position` stands in. */
export function placeAt(text: string, position: number): FormulaPlace {
  const tokens = looseTokens(text.slice(0, position))
  const last = tokens.at(-1)
  if (last?.kind === 'open text') {
    const before = tokens.slice(0, -1)
    const from = last.span.start + 1
    const word = text.slice(from, position)
    return { kind: 'text', from, word, beside: besideOf(before), isAfterOperand: false, quote: last.quote }
  }
  const isTouching = isWord(last) && last.span.end === position
  const before = isTouching ? tokens.slice(0, -1) : tokens
  const from = isTouching ? last.span.start : position
  const base = { from, word: text.slice(from, position) }
  if (isSymbol(before.at(-1), '.')) {
    const path = pathBefore(before.slice(0, -1))
    if (path !== undefined) return { ...base, kind: 'after dot', path, isAfterOperand: false }
  }
  return { ...base, kind: 'value', beside: besideOf(before), isAfterOperand: isOperand(before.at(-1)) }
}

function isOperand(token: LooseToken | undefined): boolean {
  if (token === undefined) return false
  if (token.kind === 'symbol') return isSymbol(token, ')', ']')
  return token.kind !== 'keyword' || !operators.has(token.word)
}

/** The path that the tokens end with; none when they end with something else or with a call other than AS. */
function pathBefore(tokens: readonly LooseToken[]): WrittenPath | undefined {
  const steps: string[] = []
  let at = tokens.length - 1
  for (;;) {
    const token = tokens[at]
    if (token?.kind === 'keyword' && (token.word === 'old' || token.word === 'me')) {
      return { from: token.word, steps }
    }
    if (isSymbol(token, ')')) {
      const narrowed = narrowedBefore(tokens.slice(0, at + 1))
      return narrowed === undefined ? undefined : { ...narrowed, steps: [...narrowed.steps, ...steps] }
    }
    if (token?.kind !== 'name') return undefined
    steps.unshift(token.name)
    if (!isSymbol(tokens[at - 1], '.')) return { from: 'record', steps }
    at -= 2
  }
}

/** The path that the tokens are, when they end with `AS(path, object)`. */
function narrowedBefore(tokens: readonly LooseToken[]): WrittenPath | undefined {
  const [comma, object] = tokens.slice(-3, -1)
  if (!isSymbol(comma, ',') || object?.kind !== 'name') return undefined
  const opened = openingOf(tokens.slice(0, -1))
  const word = opened === undefined ? undefined : tokens[opened - 1]
  if (opened === undefined || word?.kind !== 'name' || word.name.toUpperCase() !== 'AS') return undefined
  const path = pathBefore(tokens.slice(opened + 1, -3))
  const last = path?.steps.at(-1)
  if (path === undefined || last === undefined) return undefined
  return { ...path, steps: [...path.steps.slice(0, -1), `${last}:${object.name}`] }
}

/** What a value after these tokens is compared with. */
function besideOf(tokens: readonly LooseToken[]): WrittenPath | undefined {
  const last = tokens.at(-1)
  if (isSymbol(last, '=', '<>', '<', '<=', '>', '>=')) return pathBefore(tokens.slice(0, -1))
  if (last?.kind === 'keyword' && last.word === 'under') return pathBefore(tokens.slice(0, -1))
  if (!isSymbol(last, '(', '[', ',')) return undefined
  const opened = openingOf(tokens)
  if (opened === undefined) return undefined
  const head = tokens.slice(0, opened)
  if (isSymbol(tokens[opened], '[')) {
    const word = head.at(-1)
    if (word?.kind !== 'keyword' || word.word !== 'in') return undefined
    const negated = head.at(-2)
    const isNegated = negated?.kind === 'keyword' && negated.word === 'not'
    return pathBefore(head.slice(0, isNegated ? -2 : -1))
  }
  // A call: beside its first argument, when that is a plain path.
  const args = tokens.slice(opened + 1)
  const comma = args.findIndex((token) => isSymbol(token, ','))
  if (!isWord(head.at(-1)) || comma <= 0) return undefined
  const first = args.slice(0, comma)
  const path = pathBefore(first)
  return path !== undefined && first.length === path.steps.length * 2 - (path.from === 'record' ? 1 : -1)
    ? path
    : undefined
}

/** Index of the bracket that is still open at the end of the tokens. */
function openingOf(tokens: readonly LooseToken[]): number | undefined {
  let depth = 0
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    if (isSymbol(tokens[at], ')', ']')) depth += 1
    else if (isSymbol(tokens[at], '(', '[')) {
      if (depth === 0) return at
      depth -= 1
    }
  }
  return undefined
}
