import type { ParseResult } from '@tessera/metadata'
import { civilDate } from './civil-date.js'
import { wrongFormat, wrongType } from './refuse.js'

const wireForm = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?$/
const cellForm = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})[ T]+(\d{1,2}:\d{2}\S*) ?(Z|[+-]\d{2}(?::?\d{2})?)?$/i

/** PostgreSQL's own limit is 15:59:59; the largest in use is +14:00. */
const largestOffsetMinutes = 15 * 60 + 59

const minuteMs = 60_000

/** As in formulas: a day's room on both sides, so that an instant lies in the years 1 to 9999 in every zone. */
const firstMs = Date.parse('0001-01-02T00:00:00.000Z')
const lastMs = Date.parse('9999-12-30T23:59:59.999Z')

/**
 * Checks an instant and gives it in UTC with milliseconds; finer fractions are cut off, not rounded.
 *
 * Shape:  '2026-01-31T16:00:00+08:00' → '2026-01-31T08:00:00.000Z'
 * Errors: `field.type`, `field.format`, `field.zone_missing`, `field.no_such_date`, `field.out_of_range` (outside the
 *         years 1 to 9999, less a day on both sides).
 */
export function parseInstant(value: unknown): ParseResult {
  if (value === null) return { value: null }
  if (typeof value !== 'string') return wrongType('dateTime')
  const match = wireForm.exec(value)
  if (match === null) return wrongFormat('dateTime')
  const [, date = '', hour = '', minute = '', second = '00', fraction = '', zone] = match
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second) }
  if (time.hour > 23 || time.minute > 59 || time.second > 59) return wrongFormat('dateTime')
  if (!exists(date)) return { problem: { code: 'field.no_such_date', details: { value: date } } }
  if (zone === undefined) return { problem: { code: 'field.zone_missing' } }
  const offset = offsetMinutes(zone)
  if (offset === undefined) return wrongFormat('dateTime')
  const local = Date.parse(`${date}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`)
  return toUtc(local - offset * minuteMs)
}

/** Reads the instant in a cell: also 2026/1/31 8:00 +08:00 and 2026-01-31 08:00:00Z. The zone is still required. */
export function importInstant(text: string): ParseResult {
  const cell = text.normalize('NFKC').trim()
  if (cell === '') return { value: null }
  const match = cellForm.exec(cell)
  if (match === null) return parseInstant(cell)
  const [, year, , month = '', day = '', clock = '', spacedZone = ''] = match
  const time = clock.length > 1 && clock[1] === ':' ? `0${clock}` : clock
  return parseInstant(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${wholeZone(`${time}${spacedZone}`)}`)
}

/** +08 → +08:00, z → Z. */
function wholeZone(time: string): string {
  return time.toUpperCase().replace(/([+-]\d{2})$/, '$1:00')
}

function exists(date: string): boolean {
  const [year, month, day] = date.split('-').map(Number)
  return civilDate(year ?? 0, month ?? 0, day ?? 0) !== undefined
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(-2))
  const total = hours * 60 + minutes
  if (minutes > 59 || total > largestOffsetMinutes) return undefined
  return zone.startsWith('-') ? -total : total
}

function toUtc(epochMs: number): ParseResult {
  const inRange = epochMs >= firstMs && epochMs <= lastMs
  return inRange ? { value: new Date(epochMs).toISOString() } : { problem: { code: 'field.out_of_range' } }
}
