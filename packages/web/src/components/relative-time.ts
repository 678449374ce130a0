import type { Locale } from '@tessera/metadata'

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** How long ago an instant was, up to a week («3 小时前»), else its day; under a minute `now`. */
export function relativeTime(
  instant: string,
  locale: Locale,
  timeZone: string,
  now: string,
  at: Date = new Date(),
): string {
  const seconds = Math.round((at.getTime() - Date.parse(instant)) / 1000)
  if (seconds < 60) return now
  if (seconds >= 7 * 86_400) {
    return new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', month: 'short', day: 'numeric' }).format(
      new Date(instant),
    )
  }
  const [unit, size] = steps.find(([, length]) => seconds >= length) ?? ['minute', 60]
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(seconds / size), unit)
}

/** An instant in full, for hovering and reading aloud. */
export function fullTime(instant: string, locale: Locale, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(new Date(instant))
}
