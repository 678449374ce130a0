import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { normaliseCompanyName } from './normalise-company-name.js'

describe('normaliseCompanyName', () => {
  test.each([
    ['西门子（中国）有限公司', ['西门子(中国)有限公司', '西门子（中国)有限公司', '　西门子（中国）有限公司 ']],
    ['ABC（上海）有限公司', ['ＡＢＣ（上海）有限公司', 'ABC(上海)有限公司']],
    ['3M China (Asia) Ltd.', ['３Ｍ  China （Asia）\tLtd.', '3M China (Asia) Ltd.']],
    ['Müller', ['Mu\u0308ller', 'Ｍu\u0308ller']],
  ])('gives %s however it is typed', (stored, typed) => {
    expect(typed.map(normaliseCompanyName)).toEqual(typed.map(() => stored))
  })

  test('leaves its own results as they are', () => {
    const unit = fc.constantFrom('（', '）', '(', ')', 'Ａ', 'a', '\u0301', '９', '司', ' ', '\u3000', '＆')

    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), (typed) => {
        const stored = normaliseCompanyName(typed)
        expect(normaliseCompanyName(stored)).toBe(stored)
      }),
      { seed: 20_261_127, numRuns: 2_000 },
    )
  })
})
