import type { Locale, Texts } from '@tessera/metadata'
import type { WebWorld } from './define-field-type-web.js'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const words = {
  today: { 'zh-CN': '今天', en: 'Today' },
  yesterday: { 'zh-CN': '昨天', en: 'Yesterday' },
  tomorrow: { 'zh-CN': '明天', en: 'Tomorrow' },
} satisfies Record<string, Texts>
const isoDate = /^(\d{4})-(\d{2})-(\d{2})/

/** `2026-01-31` as people read it: the same in Chinese, `Jan 31, 2026` in English. The year is left out on request. */
export function dateText(value: unknown, locale: Locale, withYear = true): string {
  const match = typeof value === 'string' ? isoDate.exec(value) : null
  if (match === null) return ''
  const [, year, month, day] = match
  if (locale === 'zh-CN') return withYear ? `${year}-${month}-${day}` : `${month}-${day}`
  const name = `${months[Number(month) - 1] ?? ''} ${Number(day)}`
  return withYear ? `${name}, ${year}` : name
}

interface WallClock {
  readonly date: string
  readonly hour: number
  readonly minute: number
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    clocks.set(timeZone, clock)
  }
  return clock
}

/** What a clock on the wall of the workspace shows at an instant. */
export function wallClock(instant: number, timeZone: string): WallClock {
  const part: Record<string, string> = {}
  for (const { type, value } of clockOf(timeZone).formatToParts(instant)) part[type] = value
  return {
    date: `${part.year?.padStart(4, '0')}-${part.month}-${part.day}`,
    hour: Number(part.hour),
    minute: Number(part.minute),
  }
}

function timeText({ hour, minute }: WallClock, locale: Locale): string {
  const minutes = String(minute).padStart(2, '0')
  if (locale === 'zh-CN') return `${String(hour).padStart(2, '0')}:${minutes}`
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes} ${hour < 12 ? 'AM' : 'PM'}`
}

const DAY = 86_400_000
const dayNumber = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY)

/** An instant, written out in the time zone of the workspace: `2026-01-31 16:05`. */
export function instantText(value: unknown, world: WebWorld): string {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (Number.isNaN(instant)) return ''
  const clock = wallClock(instant, world.timeZone)
  const separator = world.locale === 'zh-CN' ? ' ' : ', '
  return `${dateText(clock.date, world.locale)}${separator}${timeText(clock, world.locale)}`
}

/** An instant as one says it near `world.now`: 今天 16:05, 01-31 16:05 within the year, else written out. */
export function nearInstantText(value: unknown, world: WebWorld): string {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (world.now === undefined || Number.isNaN(instant)) return instantText(value, world)
  const clock = wallClock(instant, world.timeZone)
  const today = wallClock(world.now, world.timeZone).date
  const days = dayNumber(clock.date) - dayNumber(today)
  const word = days === 0 ? words.today : days === -1 ? words.yesterday : days === 1 ? words.tomorrow : undefined
  if (word !== undefined) return `${word[world.locale]} ${timeText(clock, world.locale)}`
  if (clock.date.slice(0, 4) !== today.slice(0, 4)) return instantText(value, world)
  const separator = world.locale === 'zh-CN' ? ' ' : ', '
  return `${dateText(clock.date, world.locale, false)}${separator}${timeText(clock, world.locale)}`
}
