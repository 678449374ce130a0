import { Decimal } from 'decimal.js'

/**
 * Numbers in JavaScript, computed so that PostgreSQL's numeric gives the same digits (formula.md, "Fixed in writing").
 *
 * `+ - *` are exact: the precision of this clone is far above what an expression within `formulaLimits` can produce, and
 * decimal.js spends time on the digits that exist, not on the precision. Division is the one operation that would use all
 * of it, so it goes through `divide`, which asks for as many digits as 30 decimals need.
 */
export const Exact: typeof Decimal = Decimal.clone({
  precision: 200_000,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  minE: -9e15,
  maxE: 9e15,
})

/** Decimals kept by `/`, `^`, AVERAGE and SQRT. */
export const INNER_DECIMALS = 30

/** Decimals kept where a number leaves arithmetic. */
export const OUTER_DECIMALS = 10

/** Numbers that leave arithmetic are smaller than this; larger ones are blank. */
export const OUTER_LIMIT = new Exact('1e15')

/** Results of `^` are smaller than this inside arithmetic; larger ones are blank. */
export const INNER_LIMIT = new Exact('1e60')

const ZERO = new Exact(0)
const clones = new Map<number, typeof Decimal>()

/** A decimal.js class for a division of about `digits` significant digits. */
function ofPrecision(digits: number): typeof Decimal {
  const precision = Math.max(60, 1 << Math.ceil(Math.log2(digits)))
  let clone = clones.get(precision)
  if (clone === undefined) {
    clone = Decimal.clone({ precision, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15 })
    clones.set(precision, clone)
  }
  return clone
}

/** Rounds half away from zero to `decimals` places; never gives minus zero. */
export function roundTo(value: Decimal, decimals: number): Decimal {
  const rounded = value.decimalPlaces() > decimals ? value.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP) : value
  return rounded.isZero() ? ZERO : rounded
}

/** A number as it leaves arithmetic: 10 decimals, blank from 10^15 on. */
export function leaveArithmetic(value: Decimal): Decimal | null {
  const rounded = roundTo(value, OUTER_DECIMALS)
  return rounded.abs().gte(OUTER_LIMIT) ? null : rounded
}

/** a / b to 30 decimals; blank when b is zero. */
export function divide(a: Decimal, b: Decimal): Decimal | null {
  if (b.isZero()) return null
  if (a.isZero()) return ZERO
  const Wide = ofPrecision(Math.max(a.e - b.e, 0) + INNER_DECIMALS + 15)
  const quotient = new Exact(Wide.div(a, b))
  return roundTo(quotient, INNER_DECIMALS)
}

/**
 * base ^ exponent to 30 decimals. Blank unless the exponent, rounded to 10 decimals, is whole and within −100…100, the
 * base is below 10^15, the result below 10^60, and not zero to a negative power. 0 ^ 0 is 1.
 */
export function power(base: Decimal, exponent: Decimal): Decimal | null {
  const whole = leaveArithmetic(exponent)
  if (whole === null || !whole.isInteger() || whole.abs().gt(100)) return null
  const rounded = roundTo(base, INNER_DECIMALS)
  if (rounded.abs().gte(OUTER_LIMIT)) return null
  if (rounded.isZero()) return whole.isNegative() ? null : whole.isZero() ? new Exact(1) : ZERO
  // Largest possible size of the result in digits: |e| × |exponent|; tiny bases to negative powers become huge.
  const digits = Math.abs(rounded.e + 1) * Math.abs(whole.toNumber())
  const Wide = ofPrecision(Math.min(digits, 120) + INNER_DECIMALS + 40)
  const result = new Wide(rounded).pow(whole.toNumber())
  if (result.abs().gte(INNER_LIMIT)) return null
  return roundTo(new Exact(result), INNER_DECIMALS)
}
