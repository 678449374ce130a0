import type { ParseResult } from '@tessera/metadata'
import { parseText } from './parse-text.js'
import { wrongFormat } from './refuse.js'

/** A code of fixed form whose last character can be computed from the others. */
export interface CheckedCode {
  readonly expected: 'socialCreditCode' | 'idCard'
  readonly form: RegExp
  isValid(code: string): boolean
}

/** Longer texts are refused before they are looked at. */
const longest = 100

/**
 * Checks a code and gives it in capitals, full-width characters as ordinary ones, blanks and hyphens between groups taken out.
 *
 * Errors: those of `parseText`, `field.format`, `field.check_digit`.
 */
export function parseCheckedCode(value: unknown, { expected, form, isValid }: CheckedCode): ParseResult {
  const parsed = parseText(value, longest)
  if ('problem' in parsed || typeof parsed.value !== 'string') return parsed
  const code = parsed.value.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  if (code === '') return { value: null }
  if (!form.test(code)) return wrongFormat(expected)
  return isValid(code) ? { value: code } : { problem: { code: 'field.check_digit' } }
}
