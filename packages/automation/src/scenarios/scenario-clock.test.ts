import { expect, test } from '@jest/globals'
import { firstMoment, readDuration, ScenarioClock } from './scenario-clock.js'

test('scenarios begin at ten on the second Monday of the next May, in the zone of the workspace', () => {
  const begin = (zone: string, now: string): readonly string[] => {
    const { at, day } = firstMoment(zone, new Date(now))
    return [day, new Date(at).toISOString()]
  }
  expect(begin('Asia/Shanghai', '2026-12-01T00:00:00Z')).toEqual(['2027-05-10', '2027-05-10T02:00:00.000Z'])
  expect(begin('America/New_York', '2026-01-01T00:00:00Z')).toEqual(['2026-05-11', '2026-05-11T14:00:00.000Z'])
  // It is ahead of now, always.
  expect(begin('Asia/Shanghai', '2026-05-09T00:00:00Z')).toEqual(['2026-05-11', '2026-05-11T02:00:00.000Z'])
  expect(begin('Asia/Shanghai', '2026-05-10T03:00:00Z')).toEqual(['2027-05-10', '2027-05-10T02:00:00.000Z'])
  for (let year = 2026; year < 2054; year += 1) {
    const { day } = firstMoment('Asia/Shanghai', new Date(Date.UTC(year, 0, 1)))
    expect([new Date(day).getUTCDay(), day.slice(0, 7)]).toEqual([1, `${year}-05`])
    expect(Number(day.slice(8))).toBeGreaterThanOrEqual(8)
    expect(Number(day.slice(8))).toBeLessThanOrEqual(14)
  }
})

test('a stretch of time is days, hours and minutes', () => {
  expect(['3d', '2h', '30m', '1d12h', '', '3', 'd', '1w', '-1d', '1.5h'].map(readDuration)).toEqual([
    259_200_000,
    7_200_000,
    1_800_000,
    129_600_000,
    ...Array.from({ length: 6 }, () => undefined),
  ])
})

test('the clock of a scenario only moves on, until the next begins', () => {
  const clock = new ScenarioClock()
  const start = Date.now() + 1_000_000
  clock.setTo(start)
  clock.reach(start + 5_000)
  clock.reach(start + 1_000)
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(start + 5_000)
  clock.setTo(start)
  expect(clock.now().getTime()).toBeLessThan(start + 4_000)
})
