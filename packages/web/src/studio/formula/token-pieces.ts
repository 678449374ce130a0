import { tokenize, type Token } from '@tessera/formula'

/** A token, or a text literal whose closing quote is still missing. */
export type LooseToken = Token | { readonly kind: 'open text'; readonly span: Token['span']; readonly quote: string }

/** How a piece of a formula is coloured. */
export type PieceKind = 'number' | 'text' | 'name' | 'function' | 'keyword' | 'symbol' | 'deleted'

export interface TokenPiece {
  readonly from: number
  readonly to: number
  readonly kind: PieceKind
}

/**
 * The tokens of a formula that is still being written: what cannot be read is stepped over instead of ending the list, so
 * that one stray character does not take the colours off everything behind it.
 */
export function looseTokens(text: string): readonly LooseToken[] {
  const found: LooseToken[] = []
  let start = 0
  while (start < text.length) {
    const { tokens, problems } = tokenize(text.slice(start))
    for (const token of tokens) if (token.kind !== 'end') found.push(shifted(token, start))
    const problem = problems[0]
    if (problem === undefined) break
    const from = start + problem.span.start
    if (problem.code === 'formula.unclosed_text') {
      found.push({ kind: 'open text', span: { start: from, end: text.length }, quote: text[from] ?? '"' })
      break
    }
    // Too long or too deep: the problem says so, colours are the least of it.
    if (problem.code === 'formula.too_long' || problem.code === 'formula.too_deep') break
    start += Math.max(problem.span.end, 1)
  }
  return found
}

function shifted(token: Token, by: number): Token {
  return by === 0 ? token : { ...token, span: { start: token.span.start + by, end: token.span.end + by } }
}

/** The coloured pieces of a formula, in order; what lies between them is space or unreadable. */
export function tokenPieces(text: string): readonly TokenPiece[] {
  const tokens = looseTokens(text)
  return tokens.map((token, index) => ({
    from: token.span.start,
    to: token.span.end,
    kind: kindOf(token, tokens[index + 1], tokens[index - 1]),
  }))
}

function kindOf(token: LooseToken, next: LooseToken | undefined, before: LooseToken | undefined): PieceKind {
  switch (token.kind) {
    case 'number':
    case 'symbol':
    case 'deleted':
      return token.kind
    case 'keyword':
      return isOpening(next) && !endsOperand(before) ? 'function' : 'keyword'
    case 'name':
      return isOpening(next) ? 'function' : 'name'
    case 'field':
      return 'name'
    default:
      return 'text'
  }
}

/** Is what stands before a value, so that `and (` is an operator and no call of AND? */
function endsOperand(token: LooseToken | undefined): boolean {
  if (token?.kind === 'symbol') return token.symbol === ')' || token.symbol === ']'
  return token !== undefined && (token.kind !== 'keyword' || ['me', 'true', 'false', 'blank'].includes(token.word))
}

function isOpening(token: LooseToken | undefined): boolean {
  return token?.kind === 'symbol' && token.symbol === '('
}
