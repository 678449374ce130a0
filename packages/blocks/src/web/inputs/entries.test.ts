import { describe, expect, test } from '@jest/globals'
import { readDate, readLocal, readTime } from './date-entry.js'
import { addMonths, monthGrid } from './month-grid.js'
import { editedNumber, groupedNumber, readNumber, shiftPoint } from './number-entry.js'

describe('a number as people type it', () => {
  test.each<[string, number | null | undefined]>([
    ['1234.5', 1234.5],
    ['１２３４．５', 1234.5],
    ['1,234,567.89', 1234567.89],
    ['1，234', 1234],
    ['1,2345', 12345],
    ['−5', -5],
    ['(300)', -300],
    ['3万', 30000],
    ['1.25亿', 125000000],
    ['0.5 万', 5000],
    ['', null],
    ['  ', null],
    ['abc', undefined],
    ['1.2.3', undefined],
    ['12345678901234567', undefined],
    ['1.', undefined],
    ['-', undefined],
  ])('%j is %p', (text, value) => {
    expect(readNumber(text)).toBe(value)
  })

  test.each<[string, number | undefined]>([
    ['15', 0.15],
    ['15%', 0.15],
    ['１５％', 0.15],
    ['12.34', 0.1234],
    ['-0.5', -0.005],
    ['100', 1],
    ['0.07', 0.0007],
    ['x%', undefined],
  ])('the percentage %j is %p', (text, value) => {
    expect(readNumber(text, { isPercent: true })).toBe(value)
  })

  test.each<[string, number]>([
    ['¥1,200.50', 1200.5],
    ['1200元', 1200],
    ['3万元', 30000],
    ['-¥5', -5],
  ])('the amount %j is %p', (text, value) => {
    expect(readNumber(text, { isMoney: true })).toBe(value)
  })

  test('is shown plainly while edited and grouped otherwise; unreadable text stays', () => {
    expect(editedNumber(1234567.5)).toBe('1234567.5')
    expect(editedNumber(1e-7)).toBe('0.0000001')
    expect(editedNumber(0.15, { isPercent: true })).toBe('15')
    expect(editedNumber(0.1234, { isPercent: true })).toBe('12.34')
    expect(groupedNumber(-1234567.5, {}, 2)).toBe('-1,234,567.50')
    expect(groupedNumber(100, {}, 2)).toBe('100.00')
    expect(groupedNumber(12.3456, { isPercent: true })).toBe('1,234.56')
    expect(groupedNumber('12a')).toBe('12a')
    expect(groupedNumber(null)).toBe('')
  })

  test('every shown number reads back as itself', () => {
    for (const value of [0, 1, -1, 0.1, 123456.789, 0.0000000001, 999999999999.99, -0.15, 0.07, 1.005]) {
      expect(readNumber(groupedNumber(value))).toBe(value)
      expect(readNumber(editedNumber(value, { isPercent: true }), { isPercent: true })).toBe(value)
    }
  })

  test('the point moves by digits, not by arithmetic', () => {
    expect(shiftPoint('1.1', 2)).toBe('110')
    expect(shiftPoint('-0.07', -2)).toBe('-0.0007')
    expect(shiftPoint('x', 2)).toBe('x')
  })
})

describe('a date as people type it', () => {
  test.each<[string, string | null | undefined]>([
    ['2026-1-31', '2026-01-31'],
    ['2026/01/31', '2026-01-31'],
    ['2026.1.31', '2026-01-31'],
    ['2026年1月31日', '2026-01-31'],
    ['20260131', '2026-01-31'],
    ['1-31', '2026-01-31'],
    ['1月5日', '2026-01-05'],
    ['Jan 31, 2025', '2025-01-31'],
    ['March 3', '2026-03-03'],
    ['今天', '2026-02-28'],
    ['明天', '2026-03-01'],
    ['+3', '2026-03-03'],
    ['-1天', '2026-02-27'],
    ['２０２６－１－３１', '2026-01-31'],
    ['2026-02-29', undefined],
    ['31-12', undefined],
    ['soon', undefined],
    ['', null],
  ])('%j is %p', (text, date) => {
    expect(readDate(text, '2026-02-28')).toBe(date)
  })

  test.each<[string, number | undefined]>([
    ['14:30', 870],
    ['1430', 870],
    ['9', 540],
    ['下午2:30', 870],
    ['下午3点', 900],
    ['2:30 pm', 870],
    ['12:15 am', 15],
    ['24:00', undefined],
    ['9:75', undefined],
  ])('the time %j is minute %p', (text, minute) => {
    expect(readTime(text)).toBe(minute)
  })

  test.each<[string, { date: string; minute: number | undefined } | undefined | null]>([
    ['2026-1-31 14:30', { date: '2026-01-31', minute: 870 }],
    ['明天 下午3点', { date: '2026-03-01', minute: 900 }],
    ['Jan 31, 2026, 2:30 PM', { date: '2026-01-31', minute: 870 }],
    ['2026-01-31', { date: '2026-01-31', minute: undefined }],
    ['14:30', { date: '2026-02-28', minute: 870 }],
    ['', null],
    ['x 14:30', undefined],
  ])('%j is %p', (text, local) => {
    expect(readLocal(text, '2026-02-28')).toEqual(local)
  })
})

describe('a month', () => {
  test('is whole weeks from Monday', () => {
    const weeks = monthGrid('2026-02-15')

    expect(weeks).toHaveLength(5)
    expect(weeks[0]?.[0]).toEqual({ date: '2026-01-26', day: 26, isOutside: true })
    expect(weeks.at(-1)?.at(-1)?.date).toBe('2026-03-01')
  })

  test('of 28 days that begins on Monday has four', () => {
    expect(monthGrid('2027-02-10')).toHaveLength(4)
  })

  test('later keeps the day where it can', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-01-31', -12)).toBe('2025-01-31')
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
  })
})
