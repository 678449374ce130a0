/** A day counted from the day of installation, perhaps with a time of day. */
export interface SampleDate {
  /** Days from the day of installation; negative is before it. */
  readonly days: number
  /** `HH:mm` on the clock of the workspace; absent for a day. */
  readonly time?: string
}

const form = /^D([+-]\d{1,5})(?: ([01]\d|2[0-3]):([0-5]\d))?$/

/**
 * Reads a date of sample data or of a scenario that counts from today: `D-30`, `D+7`, `D-30 14:20`. Undefined when the text is none.
 *
 * Shape: readSampleDate('D-30 14:20') → { days: -30, time: '14:20' }
 */
export function readSampleDate(text: string): SampleDate | undefined {
  const match = form.exec(text)
  if (match === null) return undefined
  const [, days, hour, minute] = match
  const counted = { days: Number(days) + 0 }
  return hour === undefined ? counted : { ...counted, time: `${hour}:${minute}` }
}

/**
 * The day that lies `days` after `today`.
 *
 * Shape: dayFrom('2026-03-01', -1) → '2026-02-28'
 */
export function dayFrom(today: string, days: number): string {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10)
}
