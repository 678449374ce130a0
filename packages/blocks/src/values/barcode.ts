import type { ParseResult } from '@tessera/metadata'
import { parseText } from './parse-text.js'
import { wrongFormat } from './refuse.js'

export type Symbology = 'ean13' | 'code128' | 'qr'

/** A QR code with so many Chinese characters can still be scanned from a screen. */
export const longestBarcode: Readonly<Record<Symbology, number>> = { ean13: 40, code128: 80, qr: 500 }

/**
 * Checks what a code holds: EAN-13 thirteen digits with their check digit (blanks and hyphens between groups are taken out), Code
 * 128 printable ASCII, QR any text. Outer blanks go.
 *
 * Errors: those of `parseText`, `field.format`, `field.check_digit`.
 */
export function parseBarcode(value: unknown, symbology: Symbology): ParseResult {
  const parsed = parseText(value, longestBarcode[symbology])
  if ('problem' in parsed || typeof parsed.value !== 'string') return parsed
  const text = parsed.value.trim()
  if (text === '') return { value: null }
  if (symbology === 'qr') return { value: text }
  if (symbology === 'code128') return /^[\x20-\x7e]+$/.test(text) ? { value: text } : wrongFormat('code128')
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '')
  if (digits === '') return { value: null }
  if (!/^\d{13}$/.test(digits)) return wrongFormat('ean13')
  return hasCheckDigit(digits) ? { value: digits } : { problem: { code: 'field.check_digit' } }
}

/** GS1: digits weigh 1 and 3 in turn, and all of them together make a multiple of ten. */
function hasCheckDigit(digits: string): boolean {
  const sum = Array.from(digits).reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}
