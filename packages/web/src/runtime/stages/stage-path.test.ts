import { describe, expect, test } from '@jest/globals'
import type { StageSetState, StageState } from '@tessera/metadata'
import { isStalled, nextMove, placeOf, stayOf } from './stage-path'

const step = (stage: string, more: Partial<StageState> = {}): StageState => ({
  stage,
  label: stage,
  kind: 'open',
  probability: null,
  days: null,
  seconds: 0,
  visits: 0,
  allowed: true,
  problems: [],
  ...more,
})

const set = (stage: string | null, steps: readonly StageState[]): StageSetState => ({
  key: 'sales',
  label: '销售',
  field: 'stage',
  stage,
  since: '2026-03-01T00:00:00.000Z',
  movable: true,
  steps,
})

const won = step('won', { kind: 'won' })
const lost = step('lost', { kind: 'lost' })

describe('the way of a record', () => {
  test('is behind, here, ahead, or out of reach', () => {
    const steps = [
      step('lead', { visits: 1 }),
      step('quote', { visits: 1 }),
      step('deal', { allowed: false }),
      won,
      lost,
    ]
    const now = set('quote', steps)

    expect(steps.map((one) => placeOf(now, one))).toEqual(['done', 'current', 'closed', 'ahead', 'ahead'])
  })

  test('of a lost deal is where it has been', () => {
    const steps = [step('lead', { visits: 1 }), step('quote'), won, { ...lost, visits: 1 }]
    const now = set('lost', steps)

    expect(steps.map((one) => placeOf(now, one))).toEqual(['done', 'ahead', 'ahead', 'current'])
  })
})

describe('the next move', () => {
  test('is the first stage behind that may be reached and is no loss; over is over', () => {
    const steps = [step('lead'), step('quote', { allowed: false }), lost, won]

    expect(nextMove(set('lead', steps))?.stage).toBe('won')
    expect(nextMove(set(null, steps))?.stage).toBe('lead')
    expect(nextMove(set('won', steps))).toBeUndefined()
    expect(nextMove(set('gone', steps))?.stage).toBe('lead')
  })
})

test('a record is stalled when it is longer in its stage than that allows', () => {
  const now = set('lead', [step('lead', { days: 7 })])
  const at = (text: string): number => Date.parse(text)

  expect([isStalled(now, at('2026-03-08T00:00:00Z')), isStalled(now, at('2026-03-08T00:00:01Z'))]).toEqual([
    false,
    true,
  ])
  expect(isStalled({ ...now, stage: null }, at('2027-01-01T00:00:00Z'))).toBe(false)
})

test('a stay is told in the largest unit that fits', () => {
  expect([59, 60, 7_199, 86_400 * 3].map(stayOf)).toEqual([
    { unit: 'moment', n: 0 },
    { unit: 'minutes', n: 1 },
    { unit: 'hours', n: 1 },
    { unit: 'days', n: 3 },
  ])
})
