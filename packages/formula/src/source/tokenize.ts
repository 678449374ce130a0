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
const field = /@\{([^{}\s"']{1,100})\}/uy
const option = /@"([^"/\s]{1,100})\/([^"/]{1,100})"/uy
const deleted = /#deleted\(([^()]*)\)/uy
const doubleQuoted = /"(?:[^"]|"")*"/uy
const singleQuoted = /'(?:[^']|'')*'/uy

/** Full-width characters a Chinese keyboard gives, and what was meant. */
const fullWidth = new Map([
  ['（', '('], ['）', ')'], ['，', ','], ['、', ','], ['；', ','], ['“', '"'], ['”', '"'], ['‘', "'"], ['’', "'"],
  ['＝', '='], ['＋', '+'], ['－', '-'], ['×', '*'], ['÷', '/'], ['＊', '*'], ['／', '/'], ['＜', '<'], ['＞', '>'],
  ['≤', '<='], ['≥', '>='], ['≠', '<>'], ['。', '.'], ['【', '['], ['】', ']'], ['＆', '&'], ['＾', '^'],
])

const keywordSet: ReadonlySet<string> = new Set(keywords)

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index
  return pattern.exec(text)
}

/**
 * Cuts a formula into tokens; the last one is always `end`. Stops at the first problem, which is then the only one.
 *
 * Errors: formula.too_long, bad_text, bad_character, full_width, unclosed_text.
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
  while (index < text.length) {
    const skipped = matchAt(space, text, index)
    if (skipped !== null) {
      index += skipped[0].length
      continue
    }
    const token = tokenAt(text, index)
    if ('code' in token) return { tokens, problems: [token] }
    tokens.push(token)
    index = token.span.end
  }
  tokens.push({ kind: 'end', span: { start: text.length, end: text.length } })
  return { tokens, problems: [] }
}

function tokenAt(text: string, start: number): Token | FormulaProblem {
  const spanOf = (match: RegExpExecArray): Span => ({ start, end: start + match[0].length })
  let match: RegExpExecArray | null
  if ((match = matchAt(number, text, start)) !== null) return { kind: 'number', text: match[0], span: spanOf(match) }
  if ((match = matchAt(name, text, start)) !== null) {
    const lower = match[0].toLowerCase()
    return keywordSet.has(lower)
      ? { kind: 'keyword', word: lower as Keyword, span: spanOf(match) }
      : { kind: 'name', name: match[0], span: spanOf(match) }
  }
  const quote = text[start]
  if (quote === '"' || quote === "'") {
    match = matchAt(quote === '"' ? doubleQuoted : singleQuoted, text, start)
    if (match === null) return problem('formula.unclosed_text', { start, end: text.length }, {})
    const value = match[0].slice(1, -1).replaceAll(quote + quote, quote).normalize('NFC')
    return { kind: 'text', value, span: spanOf(match) }
  }
  if ((match = matchAt(symbols, text, start)) !== null) {
    const symbol = match[0] === '!=' ? '<>' : (match[0] as Symbol)
    return { kind: 'symbol', symbol, span: spanOf(match) }
  }
  if ((match = matchAt(field, text, start)) !== null) return { kind: 'field', id: match[1] ?? '', span: spanOf(match) }
  if ((match = matchAt(option, text, start)) !== null) {
    return { kind: 'option', field: match[1] ?? '', option: match[2] ?? '', span: spanOf(match) }
  }
  if ((match = matchAt(deleted, text, start)) !== null) {
    return { kind: 'deleted', label: match[1] ?? '', span: spanOf(match) }
  }
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0)
  const span = { start, end: start + character.length }
  const proposal = fullWidth.get(character)
  return proposal === undefined
    ? problem('formula.bad_character', span, { character })
    : problem('formula.full_width', span, { character, proposal })
}
