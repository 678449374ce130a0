/** A piece of a formula, enough to recognise what filters write. The formula package does the real parsing, on the server. */
export interface Token {
  readonly kind: 'path' | 'number' | 'text' | 'symbol' | 'slot' | 'deleted'
  /** As written; of a text what stands between the quotes. */
  readonly value: string
  readonly start: number
  readonly end: number
}

const patterns: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /[\s\u00a0\u3000\ufeff]+/uy],
  ['slot', /\{[a-z]+\}/uy],
  ['deleted', /#deleted\([^()]*\)/uy],
  ['number', /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/uy],
  ['path', /[\p{L}_][\p{L}\p{N}\p{M}_]*(?:\.(?:[\p{L}_][\p{L}\p{N}\p{M}_]*|#deleted\([^()]*\)))*/uy],
  ['text', /"(?:[^"]|"")*"|'(?:[^']|'')*'/uy],
  ['symbol', /<>|!=|<=|>=|[-+*/^&=<>()[\],]/uy],
]

/** Cuts a formula into tokens; undefined where it is none. */
export function tokensOf(formula: string): readonly Token[] | undefined {
  const tokens: Token[] = []
  let at = 0
  while (at < formula.length) {
    const found = tokenAt(formula, at)
    if (found === undefined) return undefined
    if (found.kind !== 'space') tokens.push(found as Token)
    at = found.end
  }
  return tokens
}

function tokenAt(
  formula: string,
  start: number,
): (Omit<Token, 'kind'> & { kind: Token['kind'] | 'space' }) | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = start
    const match = pattern.exec(formula)
    if (match === null) continue
    const [whole] = match
    const value = kind === 'text' ? unquoted(whole) : whole === '!=' ? '<>' : whole
    return { kind, value, start, end: start + whole.length }
  }
  return undefined
}

function unquoted(whole: string): string {
  const quote = whole[0] ?? ''
  return whole.slice(1, -1).replaceAll(quote + quote, quote)
}

/** A text as a formula has it. */
export function quoted(text: string): string {
  return `"${text.normalize('NFC').replaceAll('\0', '').replaceAll('"', '""')}"`
}

export const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'path' && token.value.toLowerCase() === word

export const isSymbol = (token: Token | undefined, symbol: string): boolean =>
  token?.kind === 'symbol' && token.value === symbol
