import { describe, expect, test } from '@jest/globals'
import { addMonths, civilDateOf, daysFromCivil, daysInMonth, isoWeek, isoWeekday } from './civil-date.js'

describe('civil dates', () => {
  test('agree with the calendar of JavaScript over the years 1 to 9999', () => {
    const wrong: number[] = []
    for (let day = -719_162; day <= 2_932_896; day += 37) {
      const date = new Date(day * 86_400_000)
      const { year, month, day: dayOfMonth } = civilDateOf(day)
      const isSame =
        year === date.getUTCFullYear() &&
        month === date.getUTCMonth() + 1 &&
        dayOfMonth === date.getUTCDate() &&
        daysFromCivil(year, month, dayOfMonth) === day &&
        isoWeekday(day) % 7 === date.getUTCDay()
      if (!isSame) wrong.push(day)
    }

    expect(wrong).toEqual([])
  })

  test('keep to the end of the month when months are added', () => {
    const january = daysFromCivil(2024, 1, 31)

    expect(civilDateOf(addMonths(january, 1))).toEqual({ year: 2024, month: 2, day: 29 })
    expect(civilDateOf(addMonths(january, -11))).toEqual({ year: 2023, month: 2, day: 28 })
    expect(civilDateOf(addMonths(january, 12))).toEqual({ year: 2025, month: 1, day: 31 })
  })

  test('know leap years of centuries', () => {
    expect([1900, 2000, 2023, 2024].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29])
  })

  test('count ISO weeks across the turn of the year', () => {
    expect(isoWeek(daysFromCivil(2021, 1, 3))).toBe(53)
    expect(isoWeek(daysFromCivil(2021, 1, 4))).toBe(1)
    expect(isoWeek(daysFromCivil(2024, 12, 30))).toBe(1)
  })
})
