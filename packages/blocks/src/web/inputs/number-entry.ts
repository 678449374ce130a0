import { importDecimal } from '../../values/import-decimal.js'

/** What a number input is for: how many decimals its wire value may have, and whether it is shown as a percentage. */
export interface NumberEntry {
  readonly isPercent?: boolean
  readonly isMoney?: boolean
}

/** Units people write behind a number, as powers of ten. */
const units: readonly (readonly [RegExp, number])[] = [
  [/万亿$/, 12],
  [/亿$/, 8],
  [/[万萬]$/, 4],
  [/千$/, 3],
]

/** A wire value may hold at most so many decimals; more are refused by the field, not here. */
const MOST_DECIMALS = 15

/**
 * Reads what a person types into a number input: full-width digits and signs, commas anywhere between digits (also ，),
 * brackets for minus, 万 and 亿, signs of currencies, %. A percentage is typed as people say it: 15 and 15 % are 0.15.
 *
 * @returns the wire value, null for nothing, undefined when it is no number
 */
export function readNumber(
  text: string,
  { isPercent = false, isMoney = false }: NumberEntry = {},
): number | null | undefined {
  let rest = text
    .normalize('NFKC')
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/。/g, '.')
  rest = rest.replace(/(?<=\d)[,'\s](?=\d)/g, '').trim()
  if (rest === '') return null
  const ending = isMoney ? /\s*(元|圆|块)$/ : /^$/
  rest = rest.replace(ending, '')
  let power = isPercent ? -2 : 0
  if (isPercent) rest = rest.replace(/\s*%$/, '')
  for (const [unit, exponent] of units) {
    if (!unit.test(rest)) continue
    rest = rest.replace(unit, '').trim()
    power += exponent
    break
  }
  const result = importDecimal(power === 0 ? rest : shiftPoint(rest, power), MOST_DECIMALS, { money: isMoney })
  if ('problem' in result) return undefined
  return result.value as number | null
}

/** Moves the decimal point of a written number; what is no plain number comes back as it was. */
export function shiftPoint(text: string, places: number): string {
  const match = /^(\(?)([^\d.]*)(\d*)(?:\.(\d*))?(\)?)$/.exec(text)
  if (match === null) return text
  const [, open = '', before = '', whole = '', fraction = '', close = ''] = match
  if (whole === '' && fraction === '') return text
  const digits = whole + fraction
  const point = whole.length + places
  const left = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0')
  const right = point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point)
  const shownLeft = left.replace(/^0+(?=\d)/, '') || '0'
  const shownRight = right.replace(/0+$/, '')
  return `${open}${before}${shownLeft}${shownRight === '' ? '' : `.${shownRight}`}${close}`
}

/** A number as one edits it: no grouping, no exponent; a percentage without its sign. */
export function editedNumber(value: unknown, { isPercent = false }: NumberEntry = {}): string {
  if (typeof value !== 'number') return typeof value === 'string' ? value : ''
  const plain = plainDecimal(value)
  return isPercent ? shiftPoint(plain, 2) : plain
}

/** A number as it stands in an input nobody is typing into: grouped in threes, at least the decimals its field always shows. */
export function groupedNumber(value: unknown, entry: NumberEntry = {}, leastDecimals = 0): string {
  const text = editedNumber(value, entry)
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (typeof value !== 'number' || match === null) return text
  const [, sign = '', whole = '', fraction = ''] = match
  const decimals = fraction.padEnd(leastDecimals, '0')
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${decimals === '' ? '' : `.${decimals}`}`
}

function plainDecimal(value: number): string {
  const text = String(value)
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (match === null) return text
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  return sign + shiftPoint(fraction === '' ? whole : `${whole}.${fraction}`, Number(exponent))
}
