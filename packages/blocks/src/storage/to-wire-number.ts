/** A number from what the driver gives for numeric columns (text) or from a wire value; null stays null. */
export function toWireNumber(value: unknown): number | null {
  if (value === null) return null
  const number = typeof value === 'string' ? Number(value) : value
  if (typeof number === 'number' && Number.isFinite(number)) return number
  throw new TypeError(`expected a number or null, got ${typeof value}`)
}
