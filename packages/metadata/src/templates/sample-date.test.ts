import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { dayFrom, readSampleDate } from './sample-date.js'

describe('a date of sample data', () => {
  test.each([
    ['D-30', { days: -30 }],
    ['D+7', { days: 7 }],
    ['D+0', { days: 0 }],
    ['D-0', { days: 0 }],
    ['D+7 14:20', { days: 7, time: '14:20' }],
    ['D-1 00:00', { days: -1, time: '00:00' }],
  ])('%s is read', (text, date) => {
    expect(readSampleDate(text)).toEqual(date)
  })

  test.each([
    'D',
    'D30',
    'd-3',
    'D+7 24:00',
    'D+7 9:00',
    'D+7T09:00',
    ' D+7',
    'D+7 ',
    'D+7\n',
    'D+123456',
    '2026-01-31',
    '',
  ])('%j is none', (text) => {
    expect(readSampleDate(text)).toBeUndefined()
  })

  test('whatever number of days is written comes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 1439 }), (days, minutes) => {
        const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
        const sign = days < 0 ? '-' : '+'
        expect(readSampleDate(`D${sign}${Math.abs(days)} ${time}`)).toEqual({ days, time })
      }),
    )
  })

  test('days are counted over months and leap years, there and back', () => {
    expect([dayFrom('2024-02-28', 1), dayFrom('2026-03-01', -1), dayFrom('2026-12-31', 1)]).toEqual([
      '2024-02-29',
      '2026-02-28',
      '2027-01-01',
    ])
    fc.assert(
      fc.property(fc.integer({ min: -3000, max: 3000 }), (days) => {
        expect(dayFrom(dayFrom('2026-06-15', days), -days)).toBe('2026-06-15')
      }),
    )
  })
})
