import type { ParseResult } from '@tessera/metadata'
import { wrongFormat, wrongType } from './refuse.js'

/**
 * Checks a colour and gives it in one form.
 *
 * Shape:  '#2F6FED' → '#2f6fed' · '#abc' → '#aabbcc'
 * Errors: `field.type`, `field.format`.
 */
export function parseColour(value: unknown): ParseResult {
  if (value === null) return { value: null }
  if (typeof value !== 'string') return wrongType('colour')
  if (/^#[0-9a-f]{6}$/i.test(value)) return { value: value.toLowerCase() }
  if (!/^#[0-9a-f]{3}$/i.test(value)) return wrongFormat('colour')
  return { value: value.toLowerCase().replace(/[0-9a-f]/g, '$&$&') }
}

/** Reads the colour in a cell: also without its sign, and full-width. */
export function importColour(cell: string): ParseResult {
  const text = cell.normalize('NFKC').trim()
  return parseColour(text === '' ? null : text.startsWith('#') ? text : `#${text}`)
}
