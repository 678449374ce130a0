import { expect, test } from '@jest/globals'
import type { Moment } from './draft-kills/hand.js'
import { fitting, isBack } from './draft-kills/judge.js'

const moment = (state: unknown, doneAt?: number, back?: unknown[]): Moment => ({
  state,
  what: String(state),
  back,
  ...(doneAt === undefined ? {} : { doneAt }),
})
const moments = [moment('', 0), moment('a', 1_000), moment('ab', 2_000, ['a']), moment('abc')]

test('an edit three seconds old is owed, younger ones may be there or not', () => {
  expect(fitting(moments, 'a', 4_500)).toHaveLength(1)
  expect(fitting(moments, 'abc', 4_500)).toHaveLength(1)
  expect(fitting(moments, '', 4_500)).toEqual([])
  expect(fitting(moments, 'a', 5_000)).toEqual([])
})

test('what was done twice, or in another order, fits no moment', () => {
  expect(fitting(moments, 'aab', 4_500)).toEqual([])
  expect(fitting(moments, 'ba', 4_500)).toEqual([])
})

test('one undo leads to where the last step began', () => {
  const fits = fitting(moments, 'ab', 4_500)
  expect([isBack(fits, 'a'), isBack(fits, '')]).toEqual([true, false])
})
