import { describe, expect, test } from '@jest/globals'
import { lowerCase, lowerLetters, upperCase, upperLetters } from './case-pairs.js'

describe('letters with two cases', () => {
  test('are those JavaScript maps one to one', () => {
    expect(lowerLetters.toUpperCase()).toBe(upperLetters)
    expect(new Set(lowerLetters).size).toBe(lowerLetters.length)
    expect(new Set(upperLetters).size).toBe(upperLetters.length)
  })

  test('come back the same after both ways', () => {
    expect(lowerCase(upperCase(lowerLetters))).toBe(lowerLetters)
  })

  test('leave everything else alone', () => {
    expect(upperCase('ßıﬁ中😀÷')).toBe('ßıﬁ中😀÷')
    expect(lowerCase('İẞ×')).toBe('İẞ×')
  })
})
