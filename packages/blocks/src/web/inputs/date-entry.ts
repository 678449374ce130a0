import { civilDate } from '../../values/civil-date.js'
import { readTimeOfDay } from '../../values/time-of-day.js'

const DAY_MS = 86_400_000

/** Words for days near today. */
const words: Readonly<Record<string, number>> = {
  今天: 0,
  今日: 0,
  today: 0,
  明天: 1,
  明日: 1,
  tomorrow: 1,
  后天: 2,
  昨天: -1,
  昨日: -1,
  yesterday: -1,
  前天: -2,
}

const english = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The date so many days away. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/**
 * Reads a date as people type it: 2026-1-31, 2026/1/31, 2026.1.31, 2026年1月31日, 20260131, without the year (1-31, 1月31日)
 * this year's, Jan 31, 2026, 今天, 明天, +3 (days from today). Full-width signs too.
 *
 * @returns 'yyyy-MM-dd', null for nothing, undefined when it is no date
 */
export function readDate(text: string, today: string): string | null | undefined {
  const entry = text.normalize('NFKC').trim().toLowerCase()
  if (entry === '') return null
  const near = words[entry]
  if (near !== undefined) return addDays(today, near)
  const relative = /^([+-])(\d{1,4})(?:天|d)?$/.exec(entry)
  if (relative !== null) return addDays(today, Number(relative[1] + (relative[2] ?? '0')))
  const whole =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?$/.exec(entry) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(entry)
  if (whole !== null) return civilDate(Number(whole[1]), Number(whole[2]), Number(whole[3]))
  const year = Number(today.slice(0, 4))
  const short = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?$/.exec(entry)
  if (short !== null) return civilDate(year, Number(short[1]), Number(short[2]))
  const named = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?$/.exec(entry)
  if (named === null) return undefined
  const month = english.indexOf(named[1] ?? '') + 1
  return civilDate(named[3] === undefined ? year : Number(named[3]), month, Number(named[2]))
}

/** A time of day in minutes from midnight. */
export function readTime(text: string): number | undefined {
  const [hour = '', minute = '', second] = readTimeOfDay(text)?.split(':') ?? []
  return second === '00' ? Number(hour) * 60 + Number(minute) : undefined
}

/** A date and a time of day on the clocks of the workspace. */
export interface LocalEntry {
  readonly date: string
  /** Minutes from midnight; undefined: only the date was typed. */
  readonly minute: number | undefined
}

/** Reads a date with or without a time behind it: 2026-1-31 14:30, 明天 下午3点, Jan 31, 2026 2:30 pm. */
export function readLocal(text: string, today: string): LocalEntry | null | undefined {
  const entry = text.normalize('NFKC').trim().replace(/\s+/g, ' ')
  if (entry === '') return null
  const whole = readDate(entry, today)
  if (typeof whole === 'string') return { date: whole, minute: undefined }
  for (let at = entry.indexOf(' '); at !== -1; at = entry.indexOf(' ', at + 1)) {
    const date = readDate(entry.slice(0, at).replace(/,$/, ''), today)
    const minute = readTime(entry.slice(at + 1))
    if (typeof date === 'string' && minute !== undefined) return { date, minute }
  }
  const time = readTime(entry)
  return time === undefined || !/[:时点]|am|pm/i.test(entry) ? undefined : { date: today, minute: time }
}
