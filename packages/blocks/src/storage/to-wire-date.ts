/**
 * A date from what the driver gives for date columns: its text, or the Date that node-postgres makes by default, which is
 * that day's local midnight.
 */
export function toWireDate(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value
  if (!(value instanceof Date)) throw new TypeError(`expected a date or null, got ${typeof value}`)
  const part = (number: number, width: number) => String(number).padStart(width, '0')
  return `${part(value.getFullYear(), 4)}-${part(value.getMonth() + 1, 2)}-${part(value.getDate(), 2)}`
}
