/** Text as stored and as read: a string, or null for blank. Anything else never passed `parse` and is a bug. */
export function textOrNull(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value
  throw new TypeError(`expected text or null, got ${typeof value}`)
}
