import { addDays } from './date-entry.js'

/** One day of a month's page. */
export interface GridDay {
  readonly date: string
  readonly day: number
  readonly isOutside: boolean
}

/** ISO weekday: 1 = Monday. */
export function weekdayOf(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
}

/** The weeks of the month a date lies in, Monday first, filled up with days of the months beside it. */
export function monthGrid(date: string): readonly (readonly GridDay[])[] {
  const month = date.slice(0, 7)
  const first = `${month}-01`
  let day = addDays(first, 1 - weekdayOf(first))
  const weeks: GridDay[][] = []
  do {
    weeks.push(
      Array.from({ length: 7 }, (_, index) => {
        const one = addDays(day, index)
        return { date: one, day: Number(one.slice(8)), isOutside: !one.startsWith(month) }
      }),
    )
    day = addDays(day, 7)
  } while (day.startsWith(month))
  return weeks
}

/** The same day so many months away; the last day where that month is shorter. */
export function addMonths(date: string, months: number): string {
  const [year = 1, month = 1, day = 1] = date.split('-').map(Number)
  const total = year * 12 + month - 1 + months
  const target = { year: Math.floor(total / 12), month: (((total % 12) + 12) % 12) + 1 }
  const last = new Date(Date.UTC(target.year, target.month, 0)).getUTCDate()
  const pad = (value: number, width: number): string => String(value).padStart(width, '0')
  return `${pad(target.year, 4)}-${pad(target.month, 2)}-${pad(Math.min(day, last), 2)}`
}
