import type { Locale } from '@tessera/metadata'

/** Longest duration, in seconds: 10^9 is about 31 years. */
export const longestDuration = 1_000_000_000

const unitSeconds: readonly (readonly [seconds: number, name: RegExp])[] = [
  [86_400, /^(天|日|d|days?)$/],
  [3_600, /^(个?小时|个?钟头|时|h|hrs?|hours?)$/],
  [60, /^(分钟|分|m|mins?|minutes?)$/],
  [1, /^(秒钟|秒|s|secs?|seconds?)$/],
]

const clock = /^(\d{1,6}):([0-5]\d)(?::([0-5]\d))?$/
const part = /\s*(\d{1,9}(?:\.\d{1,6})?)\s*([^\d\s.]+)/y

/**
 * Reads a duration as people write it: 1h30m, 1小时30分, 90 分钟, 1:30 (hours and minutes), 1:30:15, 1.5 小时, 2天 (of 24 hours); a
 * bare number is minutes.
 *
 * @returns whole seconds, undefined when it is no duration
 */
export function readDuration(text: string): number | undefined {
  const entry = text.normalize('NFKC').trim().toLowerCase()
  if (entry.length > 60) return undefined
  const [, hours, minutes, seconds = '0'] = clock.exec(entry) ?? []
  if (hours !== undefined) return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
  if (/^\d{1,9}(\.\d{1,6})?$/.test(entry)) return Math.round(Number(entry) * 60)
  let total = 0
  let last = Infinity
  for (let at = 0; at < entry.length; at = part.lastIndex) {
    part.lastIndex = at
    const [, count, name = ''] = part.exec(entry) ?? []
    const unit = unitSeconds.find(([, pattern]) => pattern.test(name))?.[0]
    // Each unit once, the longer ones first: 30 分 1 小时 is more likely a mistake.
    if (unit === undefined || unit >= last) return undefined
    total += Number(count) * unit
    last = unit
  }
  return entry === '' ? undefined : Math.round(total)
}

const words = {
  'zh-CN': { units: [' 小时', ' 分钟', ' 秒'], between: ' ' },
  en: { units: ['h', 'm', 's'], between: ' ' },
} as const

/** Seconds in words, hours being the longest unit, since a day of work is no 24 hours: 26 小时 30 分钟 · 26h 30m. */
export function durationText(seconds: number, locale: Locale): string {
  const { units, between } = words[locale]
  const whole = Math.abs(Math.round(seconds))
  const parts = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60]
  const shown = parts.flatMap((count, index) => (count === 0 ? [] : [`${count}${units[index]}`]))
  return shown.length === 0 ? `0${units[1]}` : `${seconds < 0 ? '-' : ''}${shown.join(between)}`
}
