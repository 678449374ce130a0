import { normalizeText, type ParseResult } from '@tessera/metadata'
import { wrongType } from './refuse.js'

/**
 * Checks text and brings it into Unicode NFC; blank text becomes null. Nothing is trimmed: it stays as typed.
 *
 * Units:  `maxLength` counts code points after normalisation, as PostgreSQL's char_length does.
 * Errors: `field.type`, `text.invalid`, `field.too_long`.
 */
export function parseText(value: unknown, maxLength: number): ParseResult {
  if (value === null) return { value: null }
  if (typeof value !== 'string') return wrongType('text')
  const text = normalizeText(value)
  if (text === undefined) return { problem: { code: 'text.invalid' } }
  // A text has at most as many code points as UTF-16 units: most need no counting.
  const length = text === null || text.length <= maxLength ? 0 : countCodePoints(text)
  if (length > maxLength) return { problem: { code: 'field.too_long', details: { max: maxLength, length } } }
  return { value: text }
}

/**
 * As `parseText`, then `normalise` gives the stored form of what is not blank, or undefined when the text is not of the
 * right form. The stored form must fit into `maxLength` too.
 */
export function parseTextOfForm(
  value: unknown,
  maxLength: number,
  form: { readonly expected: 'email' | 'phone' | 'url'; readonly normalise: (text: string) => string | undefined },
): ParseResult {
  const parsed = parseText(value, maxLength)
  if ('problem' in parsed || typeof parsed.value !== 'string') return parsed
  const normal = form.normalise(parsed.value)
  if (normal === undefined) return { problem: { code: 'field.format', details: { expected: form.expected } } }
  return parseText(normal, maxLength)
}

function countCodePoints(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) count += 1
  return count
}
