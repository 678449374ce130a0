import { problem } from '../problems.js'
import type { FormulaProblem, Span } from '../types/formula-problem.js'
import { formulaLimits } from './formula-limits.js'
import { keywords } from './token.js'
import type { Keyword, Symbol, Token } from './token.js'

export interface Tokens {
  readonly tokens: readonly Token[]
  readonly problems: readonly FormulaProblem[]
}

const space = /[\s\u00a0\u3000\ufeff]+/uy
const number = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/uy
const name = /[\p{L}_][\p{L}\p{N}\p{M}_]*/uy
const symbols = /<>|!=|<=|>=|[-+*/^&=<>()[\],.]/uy
/** Stands before the id of an object in the stored form. */
export const objectMark = 'object:'

/** `@{field}`, `@{object:id}` or `@"field/option"` */
const stored = /@\{([^{}\s"']{1,100})\}|@"([^"/\s]{1,100})\/([^"/]{1,100})"/uy
const deleted = /#deleted\(([^()]*)\)/uy
const doubleQuoted = /"(?:[^"]|"")*"/uy
const singleQuoted = /'(?:[^']|'')*'/uy

/** Full-width characters a Chinese keyboard gives, and what was meant. */
const fullWidth = new Map([
  ['（', '('],
  ['）', ')'],
  ['，', ','],
  ['、', ','],
  ['；', ','],
  ['“', '"'],
  ['”', '"'],
  ['‘', "'"],
  ['’', "'"],
  ['＝', '='],
  ['＋', '+'],
  ['－', '-'],
  ['×', '*'],
  ['÷', '/'],
  ['＊', '*'],
  ['／', '/'],
  ['＜', '<'],
  ['＞', '>'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '<>'],
  ['。', '.'],
  ['【', '['],
  ['】', ']'],
  ['＆', '&'],
  ['＾', '^'],
])

const keywordSet: ReadonlySet<string> = new Set(keywords)

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index
  return pattern.exec(text)
}

/**
 * Cuts a formula into tokens; the last one is always `end`. Stops at the first problem, which is then the only one.
 *
 * Errors: formula.too_long, too_deep (brackets), bad_text, bad_character, full_width, unclosed_text.
 */
export function tokenize(text: string): Tokens {
  if (text.length > formulaLimits.maxLength) {
    const span = { start: formulaLimits.maxLength, end: text.length }
    return { tokens: [], problems: [problem('formula.too_long', span, { limit: formulaLimits.maxLength })] }
  }
  const bad = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(text)
  if (bad !== null) {
    return { tokens: [], problems: [problem('formula.bad_text', { start: bad.index, end: bad.index + 1 }, {})] }
  }
  const tokens: Token[] = []
  let index = 0
  let open = 0
  while (index < text.length) {
    const skipped = matchAt(space, text, index)
    if (skipped !== null) {
      index += skipped[0].length
      continue
    }
    const token = tokenAt(text, index)
    if ('code' in token) return { tokens, problems: [token] }
    if (token.kind === 'symbol') open += '(['.includes(token.symbol) ? 1 : ')]'.includes(token.symbol) ? -1 : 0
    // Seen here, ten thousand brackets cost no more than two hundred.
    if (open > formulaLimits.maxDepth) {
      return { tokens, problems: [problem('formula.too_deep', token.span, { limit: formulaLimits.maxDepth })] }
    }
    tokens.push(token)
    index = token.span.end
  }
  tokens.push({ kind: 'end', span: { start: text.length, end: text.length } })
  return { tokens, problems: [] }
}

/** The pattern that a token with this first character must match; names are what nothing else is. */
function patternOf(first: string): RegExp {
  if (first === '"') return doubleQuoted
  if (first === "'") return singleQuoted
  if ((first >= '0' && first <= '9') || first === '.') return number
  if ('-+*/^&=<>!()[],'.includes(first)) return symbols
  if (first === '@') return stored
  return first === '#' ? deleted : name
}

function tokenAt(text: string, start: number): Token | FormulaProblem {
  const first = text[start] as string
  // A dot is a number's (.5) or else a path's.
  const match = matchAt(patternOf(first), text, start) ?? (first === '.' ? matchAt(symbols, text, start) : null)
  if (match === null) return unreadable(text, start)
  const [whole] = match
  const span: Span = { start, end: start + whole.length }
  switch (first) {
    case '"':
    case "'":
      return {
        kind: 'text',
        value: whole
          .slice(1, -1)
          .replaceAll(first + first, first)
          .normalize('NFC'),
        span,
      }
    case '@': {
      const [, id, field = '', option = ''] = match
      if (id === undefined) return { kind: 'option', field, option, span }
      return id.startsWith(objectMark)
        ? { kind: 'object', id: id.slice(objectMark.length), span }
        : { kind: 'field', id, span }
    }
    case '#':
      return { kind: 'deleted', label: match[1] ?? '', span }
    default:
      return plainToken(whole, span)
  }
}

/** A number, a symbol, a keyword or a name. */
function plainToken(whole: string, span: Span): Token {
  if (/^\.?\d/.test(whole)) return { kind: 'number', text: whole, span }
  if (/^[\p{L}_]/u.test(whole)) {
    const lower = whole.toLowerCase()
    return keywordSet.has(lower)
      ? { kind: 'keyword', word: lower as Keyword, span }
      : { kind: 'name', name: whole, span }
  }
  return { kind: 'symbol', symbol: whole === '!=' ? '<>' : (whole as Symbol), span }
}

function unreadable(text: string, start: number): FormulaProblem {
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0)
  if (character === '"' || character === "'") return problem('formula.unclosed_text', { start, end: text.length }, {})
  const span = { start, end: start + character.length }
  const proposal = fullWidth.get(character)
  return proposal === undefined
    ? problem('formula.bad_character', span, { character })
    : problem('formula.full_width', span, { character, proposal })
}
