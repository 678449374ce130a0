import type { FilterOperator } from '@tessera/blocks/web'
import { ME, type FilterValue } from './filter-model'
import { isSymbol, isWord, quoted, tokensOf, type Token } from './tokens'

/**
 * The two directions of an operator's form: values put into its slots, and values found where its slots are. See `FilterOperator`
 * about slots.
 */
export function fillForm(form: string, path: string, values: readonly FilterValue[]): string | undefined {
  let next = 0
  let isComplete = true
  const text = form.replaceAll(/\{([a-z]+)\}/g, (_, slot: string) => {
    if (slot === 'f') return path
    if (slot === 'list') return `[${values.map(itemText).join(', ')}]`
    const value = values[next++]
    if (value === undefined || value === '') isComplete = false
    return slotText(slot, value ?? '')
  })
  return isComplete && (!form.includes('{list}') || values.length > 0) ? text : undefined
}

function slotText(slot: string, value: FilterValue): string {
  if (slot === 'number' || slot === 'name') return String(value)
  return quoted(slot === 'lower' ? String(value).toLowerCase() : String(value))
}

const itemText = (value: FilterValue): string => (value === ME ? 'me' : quoted(String(value)))

export interface FormMatch {
  readonly path: string
  readonly values: readonly FilterValue[]
  /** Index of the first token behind it. */
  readonly end: number
}

/** Does the form stand at this place of a formula? */
export function matchForm(form: readonly Token[], tokens: readonly Token[], start: number): FormMatch | undefined {
  let path: string | undefined
  const values: FilterValue[] = []
  let at = start
  for (const wanted of form) {
    const token = tokens[at]
    if (token === undefined) return undefined
    if (wanted.kind !== 'slot') {
      if (!isSame(wanted, token)) return undefined
      at += 1
      continue
    }
    if (wanted.value === '{f}') {
      if (token.kind !== 'deleted' && (token.kind !== 'path' || reserved.has(token.value.toLowerCase())))
        return undefined
      if (path !== undefined && path !== token.value) return undefined
      path = token.value
      at += 1
      continue
    }
    const found = valuesAt(wanted.value, tokens, at)
    if (found === undefined) return undefined
    values.push(...found.values)
    at = found.end
  }
  return path === undefined ? undefined : { path, values, end: at }
}

const reserved: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'in',
  'under',
  'true',
  'false',
  'blank',
  'me',
  'old',
])

function isSame(wanted: Token, token: Token): boolean {
  if (wanted.kind !== token.kind) return false
  return wanted.kind === 'path'
    ? wanted.value.toLowerCase() === token.value.toLowerCase()
    : wanted.value === token.value
}

interface Found {
  readonly values: readonly FilterValue[]
  readonly end: number
}

function valuesAt(slot: string, tokens: readonly Token[], at: number): Found | undefined {
  const token = tokens[at]
  if (slot === '{number}') {
    const isNegative = isSymbol(token, '-')
    const digits = isNegative ? tokens[at + 1] : token
    if (digits?.kind !== 'number') return undefined
    return { values: [Number(digits.value) * (isNegative ? -1 : 1)], end: at + (isNegative ? 2 : 1) }
  }
  if (slot === '{list}') return listAt(tokens, at)
  if (slot === '{name}') {
    const isName = token?.kind === 'path' && !token.value.includes('.') && !reserved.has(token.value.toLowerCase())
    return isName ? { values: [token.value], end: at + 1 } : undefined
  }
  if (token?.kind !== 'text' || token.value === '') return undefined
  if (slot === '{date}' && !/^\d{4}-\d{2}-\d{2}$/.test(token.value)) return undefined
  if (slot === '{lower}' && token.value !== token.value.toLowerCase()) return undefined
  if (slot === '{caseless}' && isCased(token.value)) return undefined
  return { values: [token.value], end: at + 1 }
}

function listAt(tokens: readonly Token[], start: number): Found | undefined {
  if (!isSymbol(tokens[start], '[')) return undefined
  const values: FilterValue[] = []
  for (let at = start + 1; ; at += 2) {
    const token = tokens[at]
    if (token?.kind === 'text') values.push(token.value)
    else if (isWord(token, 'me')) values.push(ME)
    else return undefined
    if (isSymbol(tokens[at + 1], ']')) return { values, end: at + 2 }
    if (!isSymbol(tokens[at + 1], ',')) return undefined
  }
}

/** Has the text letters that exist in two cases? Chinese has none. */
export const isCased = (text: string): boolean => text.toLowerCase() !== text.toUpperCase()

/** A form's tokens, cut once. */
const cut = new Map<string, readonly Token[]>()

export function formTokens(form: string): readonly Token[] {
  let tokens = cut.get(form)
  if (tokens === undefined) cut.set(form, (tokens = tokensOf(form) ?? []))
  return tokens
}

/** The form that writes these values: the period's, else the caseless one where letter case does not matter, else the only one. */
export function formFor(operator: FilterOperator, values: readonly FilterValue[]): string | undefined {
  if (operator.input === 'period') return operator.forms[String(values[0] ?? '')]
  const caseless = operator.forms.caseless
  return caseless !== undefined && !isCased(String(values[0] ?? '')) ? caseless : operator.forms['']
}
