import { describe, expect, test } from '@jest/globals'
import { fromLocalMs, localDate, localTime, toLocalMs } from './zone.js'

const at = (text: string) => Date.parse(text)
const shown = (instant: string, zone: string) => new Date(toLocalMs(at(instant), zone)).toISOString().slice(0, -1)

describe('zones', () => {
  test.each([
    ['2024-12-31T16:00:00.000Z', 'Asia/Shanghai', '2025-01-01T00:00:00.000'],
    ['2026-03-29T00:59:59.999Z', 'Europe/Berlin', '2026-03-29T01:59:59.999'],
    ['2026-03-29T01:00:00.000Z', 'Europe/Berlin', '2026-03-29T03:00:00.000'],
    ['1969-12-31T23:59:59.001Z', 'Asia/Kathmandu', '1970-01-01T05:29:59.001'],
    ['0001-01-02T00:00:00.000Z', 'UTC', '0001-01-02T00:00:00.000'],
  ])('%s in %s shows %s', (instant, zone, clock) => {
    expect(shown(instant, zone)).toBe(clock)
  })

  test('a time that exists once comes back from its zone', () => {
    const instant = at('2026-07-01T04:05:06.789Z')

    expect(fromLocalMs(toLocalMs(instant, 'America/New_York'), 'America/New_York')).toBe(instant)
  })

  test('a skipped time is read with the offset before the change, a doubled one is the later one', () => {
    expect(fromLocalMs(at('2026-03-29T02:30:00Z'), 'Europe/Berlin')).toBe(at('2026-03-29T01:30:00Z'))
    expect(fromLocalMs(at('2026-10-25T02:30:00Z'), 'Europe/Berlin')).toBe(at('2026-10-25T01:30:00Z'))
  })

  test('date and time of a clock', () => {
    expect(localDate(at('2024-02-29T23:59:59Z'))).toBe('2024-02-29')
    expect(localTime(at('2024-02-29T23:59:59Z'))).toBe('23:59:59')
    expect(localDate(at('9999-12-31T23:59:59Z') + 1_000)).toBeNull()
  })
})
