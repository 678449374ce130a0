import type { ParseResult } from '@tessera/metadata'
import { checkDecimal, numberLimit } from './check-decimal.js'
import { wrongFormat } from './refuse.js'

/** Signs and codes of money around a number: ¥ 1,200.00 · 1200 元 · CNY 1200. */
const moneyBefore = /^(?:[¥$€£]|RMB|[A-Z]{3})\s*/
const moneyAfter = /\s*(?:元|圆|RMB|[A-Z]{3})$/

const plain = /^(\d+)(?:\.(\d+))?$/
const grouped = /^(\d{1,3}(?:([, ])\d{3})(?:\2\d{3})*)(?:\.(\d+))?$/
const leadingPoint = /^()\.(\d+)$/
const scientific = /^(\d)(?:\.(\d+))?E([+-]?\d{1,3})$/i

/**
 * Reads the number in a cell: full-width digits, thousands separators (comma or space, only in groups of three), a minus
 * sign or accounting brackets, Excel's 1.2E+05; with `money` also signs and codes of currencies, with `percent` a % sign,
 * which divides by 100 exactly.
 *
 * Units:  `decimals` counts those of the wire value.
 * Errors: as `checkDecimal`; `field.format` for anything that is not clearly one number (1.234,56 · 12,34 · 1.5万).
 */
export function importDecimal(
  text: string,
  decimals: number,
  accept: { readonly money?: boolean; readonly percent?: boolean } = {},
): ParseResult {
  let rest = text.normalize('NFKC').trim().replace('\u2212', '-')
  if (rest === '') return { value: null }
  let sign = ''
  const takeSign = () => {
    if (sign === '' && /^[+-]/.test(rest)) [sign, rest] = [rest.charAt(0), rest.slice(1).trim()]
  }
  if (/^\(.*\)$/.test(rest)) [sign, rest] = ['-', rest.slice(1, -1).trim()]
  takeSign()
  if (accept.money === true) rest = rest.replace(moneyBefore, '').replace(moneyAfter, '')
  takeSign()
  const shift = accept.percent === true && rest.endsWith('%') ? -2 : 0
  if (shift !== 0) rest = rest.slice(0, -1).trim()
  const digits = readDigits(rest)
  if (digits === undefined) return wrongFormat('number')
  return toNumber(sign, { ...digits, exponent: digits.exponent + shift }, decimals)
}

interface Digits {
  readonly whole: string
  readonly fraction: string
  readonly exponent: number
}

function readDigits(text: string): Digits | undefined {
  const groups = grouped.exec(text)
  if (groups !== null)
    return { whole: (groups[1] ?? '').replaceAll(groups[2] ?? ',', ''), fraction: groups[3] ?? '', exponent: 0 }
  const power = scientific.exec(text)
  if (power !== null) return { whole: power[1] ?? '', fraction: power[2] ?? '', exponent: Number(power[3]) }
  const match = plain.exec(text) ?? leadingPoint.exec(text)
  return match === null ? undefined : { whole: match[1] ?? '', fraction: match[2] ?? '', exponent: 0 }
}

/** Digits are counted in the text: `Number` would drop the sixteenth without a word. */
function toNumber(sign: string, { whole, fraction, exponent }: Digits, decimals: number): ParseResult {
  const value = Number(`${sign}${whole}.${fraction}0e${exponent}`)
  if (Math.abs(value) >= numberLimit) return { problem: { code: 'number.too_large' } }
  const significant = `${whole}${fraction}`.replace(/^0+/, '').replace(/0+$/, '')
  if (significant.length > 15) return { problem: { code: 'number.too_precise' } }
  return checkDecimal(value, decimals)
}
