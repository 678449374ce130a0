import { describe, expect, test } from '@jest/globals'
import { autoNumberPeriod, formatAutoNumber } from './number-format.js'

const day = '2026-01-31'

describe('formatAutoNumber', () => {
  test.each([
    ['V-{yyyy}-{0000}', 7, 'V-2026-0007'],
    ['{yyyy}{MM}{dd}{000}', 42, '20260131042'],
    ['合同 {0} 号', 12, '合同 12 号'],
    ['{000}/{yyyy}', 1000, '1000/2026'],
    ['$& $1 {00}', 3, '$& $1 03'],
  ])('writes %s for number %i as %s', (format, n, text) => {
    expect(formatAutoNumber(format, day, n)).toBe(text)
  })
})

describe('autoNumberPeriod', () => {
  test.each([
    ['{0000}', ''],
    ['V-{yyyy}-{0000}', '2026'],
    ['{MM}/{yyyy} {00}', '2026-01'],
    ['{yyyy}{MM}{dd}{000}', '2026-01-31'],
  ])('counts %s in the period "%s"', (format, period) => {
    expect(autoNumberPeriod(format, day)).toBe(period)
  })

  test('never gives one number to two periods', () => {
    const format = '{yyyy}{MM}{dd}-{000}'
    const days = ['2026-01-11', '2026-11-01', '2026-11-11', '2025-01-11']

    expect(new Set(days.map((date) => formatAutoNumber(format, date, 1))).size).toBe(days.length)
  })
})
