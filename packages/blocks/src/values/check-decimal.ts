import type { ParseResult } from '@tessera/metadata'
import { wrongType } from './refuse.js'

/** Magnitudes from here on are blank in formulas (formula.md), so no field holds them. */
export const numberLimit = 1e15

/**
 * Checks a number as writers send it. Nothing is rounded: what does not fit is refused.
 *
 * Errors: `field.type`, `number.too_large` (10^15 and more; a JSON number of 400 digits arrives as Infinity),
 *         `number.too_precise` (more than 15 significant digits), `number.too_many_decimals`.
 */
export function parseDecimal(value: unknown, decimals: number): ParseResult {
  if (value === null) return { value: null }
  if (typeof value !== 'number' || Number.isNaN(value)) return wrongType('number')
  return checkDecimal(value, decimals)
}

/** The checks of `parseDecimal` for what is known to be a number. */
export function checkDecimal(value: number, decimals: number): ParseResult {
  if (Math.abs(value) >= numberLimit) return { problem: { code: 'number.too_large' } }
  if (Number(value.toPrecision(15)) !== value) return { problem: { code: 'number.too_precise' } }
  if (countDecimals(value) > decimals) return { problem: { code: 'number.too_many_decimals', details: { decimals } } }
  return { value: value === 0 ? 0 : value }
}

/** Decimals of the shortest text of a number: 1.50 → 1, 1.5e-7 → 8. */
function countDecimals(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent))
}
