import { dateOfDayNumber } from './date-text.js'

/**
 * The workspace's time zone by Intl, which carries the same IANA data as PostgreSQL. Formatters are expensive to make
 * (about 50 µs) and are kept per zone.
 */

const DAY_MS = 86_400_000
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formatters.set(timeZone, formatter)
  }
  return formatter
}

/**
 * What the clocks of the zone show at an instant, as milliseconds since 1970-01-01T00:00 *on those clocks*: the instant
 * plus the zone's offset. Use `localDate` and friends on the result.
 */
export function toLocalMs(instantMs: number, timeZone: string): number {
  if (timeZone === 'UTC') return instantMs
  const parts: Record<string, string> = {}
  for (const { type, value } of formatterOf(timeZone).formatToParts(instantMs)) parts[type] = value
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year'])
  const shown = new Date(0)
  shown.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']))
  shown.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']))
  // Intl drops the milliseconds; they are the same on every clock.
  return shown.getTime() + (((instantMs % 1000) + 1000) % 1000)
}

/**
 * The instant at which the zone's clocks show `localMs`. As in PostgreSQL: a time that is skipped in spring is read with
 * the offset before the change, one that happens twice in autumn is the later one (standard time).
 */
export function fromLocalMs(localMs: number, timeZone: string): number {
  if (timeZone === 'UTC') return localMs
  const before = toLocalMs(localMs - DAY_MS, timeZone) - (localMs - DAY_MS)
  const after = toLocalMs(localMs + DAY_MS, timeZone) - (localMs + DAY_MS)
  const candidates = [localMs - after, localMs - before]
  const exact = candidates.find((instant) => toLocalMs(instant, timeZone) === localMs)
  return exact ?? localMs - before
}

/** 'yyyy-MM-dd' of local milliseconds; null outside of the years 1 to 9999. */
export function localDate(localMs: number): string | null {
  return dateOfDayNumber(Math.floor(localMs / DAY_MS))
}

/** 'HH:mm:ss' of local milliseconds. */
export function localTime(localMs: number): string {
  return new Date(localMs).toISOString().slice(-13, -5)
}
