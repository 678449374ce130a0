import { describe, expect, test } from '@jest/globals'
import { matchesLike } from './matches-like.js'

describe('LIKE patterns', () => {
  test.each([
    ['abc', 'abc', true],
    ['abc', 'a%', true],
    ['abc', '%b%', true],
    ['abc', '___', true],
    ['abc', '__', false],
    ['😀', '_', true],
    ['a%', 'a\\%', false],
    ['', '%%', true],
    ['', '_', false],
    ['aab', '%ab', true],
    ['abcab', '%ab%ab', true],
    ['abca', '%ab%ab', false],
  ])('%j fits %j: %j', (text, pattern, fits) => {
    expect(matchesLike(text, pattern)).toBe(fits)
  })

  test('patterns made to be slow stay bounded', () => {
    const started = Date.now()

    expect(matchesLike('a'.repeat(100_000), `${'%a'.repeat(124)}%b`)).toBe(false)
    expect(matchesLike('a'.repeat(100_000), `%${'a'.repeat(248)}b`)).toBe(false)
    expect(Date.now() - started).toBeLessThan(5_000)
  })

  test('patterns of more than 250 characters never fit', () => {
    expect(matchesLike('a', '%'.repeat(251))).toBe(false)
  })
})
