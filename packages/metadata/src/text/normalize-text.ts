/** Why a text cannot be kept; undefined when it can. PostgreSQL refuses both. */
export type TextFault = 'nul' | 'surrogate'

/** NUL characters and halves of surrogate pairs: neither survives JSON, UTF-8 and PostgreSQL. */
export function findTextFault(text: string): TextFault | undefined {
  if (text.includes('\u0000')) return 'nul'
  return /\p{Surrogate}/u.test(text) ? 'surrogate' : undefined
}

/** True when `text` can be stored as it is. */
export function isStorableText(text: string): boolean {
  return findTextFault(text) === undefined
}

/**
 * The text as it is kept: Unicode NFC, empty as null. Blanks inside and around it are kept.
 *
 * Shape: normalizeText('') → null; normalizeText('e\u0301') → 'é'
 * Errors: undefined when the text holds a NUL character or half a surrogate pair (problem `text.invalid`).
 */
export function normalizeText(text: string): string | null | undefined {
  if (!isStorableText(text)) return undefined
  return text === '' ? null : text.normalize('NFC')
}

/** Nesting no document reaches: what lies deeper stays as it is, so that no value can exhaust the stack. */
const maxDepth = 100

/** A copy of a JSON value with every text in NFC; member names too. Broken texts stay broken: checking them comes after. */
export function normalizeJson<T>(value: T): T {
  return normalize(value, maxDepth) as T
}

function normalize(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.normalize('NFC')
  if (typeof value !== 'object' || value === null || depth === 0) return value
  if (Array.isArray(value)) return value.map((member) => normalize(member, depth - 1))
  const members = Object.entries(value)
  return Object.fromEntries(members.map(([name, member]) => [name.normalize('NFC'), normalize(member, depth - 1)]))
}
