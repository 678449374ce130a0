import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { normalisePhone } from './normalise-phone.js'

describe('normalisePhone', () => {
  test.each([
    ['13800138000', ['138 0013 8000', '+8613800138000', '0086-138-0013-8000', '86 13800138000']],
    ['01062345678', ['010-62345678', '(010) 6234 5678', '+86 10 6234 5678']],
    ['01062345678 ext. 12', ['010-62345678-12', '010 62345678 转12', '+86 10 62345678 分机：12', '01062345678 x12']],
    ['4008008820', ['400-800-8820', '400 800 8820']],
    ['+14155552671', ['+1 415 555 2671', '+1 (415) 555-2671']],
  ])('gives %s however it is typed', (stored, typed) => {
    expect(typed.map(normalisePhone)).toEqual(typed.map(() => stored))
  })

  test('leaves its own results as they are', () => {
    const digits = fc.stringMatching(/^(1[3-9]\d{9}|0\d{2}-?\d{8}|\+\d{7,14}|\d{3,5})$/)

    fc.assert(
      fc.property(digits, (typed) => {
        const stored = normalisePhone(typed)
        expect(stored === undefined ? undefined : normalisePhone(stored)).toBe(stored)
      }),
      { seed: 20_260_131, numRuns: 2_000 },
    )
  })
})
