import { parseInstant } from '../values/parse-instant.js'

/**
 * An instant from what the driver gives for timestamptz: a Date, or the text of a session in any zone with whole hours
 * or minutes ('2026-01-31 16:00:00+08').
 */
export function toWireInstant(value: unknown): string | null {
  if (value === null) return null
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'string') throw new TypeError(`expected an instant or null, got ${typeof value}`)
  const parsed = parseInstant(value.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00'))
  if ('problem' in parsed || typeof parsed.value !== 'string') throw new TypeError('expected the text of an instant')
  return parsed.value
}
