/** Days of the proleptic Gregorian calendar, years 1 to 9999, as 'yyyy-MM-dd'; no time zone is involved. */

/**
 * The date of a year, month and day, or undefined when there is none.
 *
 * Shape: civilDate(2026, 2, 28) → '2026-02-28'; civilDate(2026, 2, 29) → undefined
 */
export function civilDate(year: number, month: number, day: number): string | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
