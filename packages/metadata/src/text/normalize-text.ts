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

/** A copy of a JSON value with every text in NFC; member names too. */
export function normalizeJson<T>(value: T): T {
  return normalize(value) as T
}

function normalize(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC')
  if (Array.isArray(value)) return value.map(normalize)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.normalize('NFC'), normalize(member)]))
}
