/**
 * Calendar arithmetic in the proleptic Gregorian calendar, as PostgreSQL does it, on whole numbers: a day number counts
 * days since 1970-01-01. Algorithms of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
 */
export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Day number of a date; months and days must exist. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The date with this day number. */
export function civilDateOf(dayNumber: number): CivilDate {
  const shifted = dayNumber + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

/** Days of a month; months count on past 12 and below 1. */
export function daysInMonth(year: number, month: number): number {
  return firstOfMonth(year, month + 1) - firstOfMonth(year, month)
}

/** Day number of the first day of a month; months count on past 12 and below 1. */
export function firstOfMonth(year: number, month: number): number {
  return daysFromCivil(year + Math.floor((month - 1) / 12), ((((month - 1) % 12) + 12) % 12) + 1, 1)
}

/** Day number some months later; the end of the month is kept: 31 January plus one month is the last of February. */
export function addMonths(dayNumber: number, months: number): number {
  const { year, month, day } = civilDateOf(dayNumber)
  return firstOfMonth(year, month + months) + Math.min(day, daysInMonth(year, month + months)) - 1
}

/** ISO day of the week: 1 is Monday, 7 is Sunday. */
export function isoWeekday(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1
}

/** ISO week: the week of a Thursday, counted from the first Thursday of its year. */
export function isoWeek(dayNumber: number): number {
  const thursday = dayNumber - isoWeekday(dayNumber) + 4
  return Math.floor((thursday - firstOfMonth(civilDateOf(thursday).year, 1)) / 7) + 1
}
