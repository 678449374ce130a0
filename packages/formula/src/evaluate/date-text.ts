/** Dates as text 'yyyy-MM-dd', years 1 to 9999, in the proleptic Gregorian calendar, without Date objects. */

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/
const dateTimePattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,3}))?(Z|[+-]\d{2}:\d{2})$/
const timePattern = /^(\d{2}):(\d{2})(?::(\d{2}))?$/

const DAY_MS = 86_400_000

/** First and last instant a datetime may be: a day's room on both sides, so that every zone stays within 1 to 9999. */
export const FIRST_INSTANT_MS = Date.parse('0001-01-02T00:00:00.000Z')
export const LAST_INSTANT_MS = Date.parse('9999-12-30T23:59:59.999Z')

/** Day numbers of 0001-01-01 and 9999-12-31, counted from 1970-01-01. */
export const FIRST_DAY = -719_162
export const LAST_DAY = 2_932_896

/** Whether the text is a date that exists. */
export function isDate(text: string): boolean {
  const match = datePattern.exec(text)
  if (match === null || match[1] === '0000') return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** Days since 1970-01-01 of 'yyyy-MM-dd'. */
export function dayNumberOf(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS)
}

/** 'yyyy-MM-dd' of a day number; null outside of the years 1 to 9999. */
export function dateOfDayNumber(day: number): string | null {
  if (!(day >= FIRST_DAY && day <= LAST_DAY)) return null
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** 'HH:mm' or 'HH:mm:ss' as 'HH:mm:ss'; undefined when it is no time of a day. */
export function normalizeTime(text: string): string | undefined {
  const match = timePattern.exec(text)
  if (match === null) return undefined
  const [, hours = '', minutes = '', seconds = '00'] = match
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  return `${hours}:${minutes}:${seconds}`
}

/** Epoch milliseconds of an ISO text with an offset; undefined when it does not exist or is out of range. */
export function parseDateTime(text: string): number | undefined {
  const match = dateTimePattern.exec(text)
  if (match === null) return undefined
  const [, date = '', time = '', fraction = '0', offset = 'Z'] = match
  const clock = normalizeTime(time)
  if (!isDate(date) || clock === undefined) return undefined
  const value = Date.parse(`${date}T${clock}.${fraction.padEnd(3, '0')}${offset}`)
  return value >= FIRST_INSTANT_MS && value <= LAST_INSTANT_MS ? value : undefined
}
