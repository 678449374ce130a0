/** A time of day on the 24-hour clock, seconds only where there are some: 09:30 · 09:30:15. Anything else gives `''`. */
export function timeText(value: unknown): string {
  if (typeof value !== 'string' || !/^\d\d:\d\d:\d\d$/.test(value)) return ''
  return value.endsWith(':00') ? value.slice(0, 5) : value
}
