/**
 * Rounds a number to so many decimals, half away from zero, on its decimal digits, as the server rounds a formula field.
 *
 * Shape: roundDecimals(1.005, 2) → 1.01
 */
export function roundDecimals(value: number, decimals: number): number {
  const digits = Math.abs(value)
  const [whole = '0', fraction = ''] = (digits < 1e-6 ? digits.toFixed(15) : String(digits)).split('.')
  if (fraction.length <= decimals) return value
  const kept = BigInt(whole + fraction.slice(0, decimals))
  const last = Number(fraction[decimals]) >= 5 ? kept + 1n : kept
  const text = last.toString().padStart(decimals + 1, '0')
  const point = text.length - decimals
  return Number(`${value < 0 ? '-' : ''}${text.slice(0, point)}.${text.slice(point)}`)
}
