import { describe, expect, test } from '@jest/globals'
import { compileQuery, describeExpected } from './read-query.js'

const read = compileQuery({
  name: { type: 'string', maxLength: 20 },
  limit: { type: 'integer', minimum: 1, maximum: 500 },
  partial: { type: 'boolean' },
  kind: { type: 'array', items: { type: 'string' } },
})

describe('a query string', () => {
  test.each([
    ['', {}],
    ['name=a+b%2Bc', { name: 'a b+c' }],
    ['name=', { name: '' }],
    ['name', { name: '' }],
    ['limit=07', { limit: 7 }],
    ['partial=true', { partial: true }],
    ['kind=a&kind=b', { kind: ['a', 'b'] }],
    ['kind=a&', { kind: ['a'] }],
    ['name=%E4%B8%AD%E6%96%87', { name: '中文' }],
  ])('%j reads as %j', (search, expected) => {
    expect(read(search)).toEqual(expected)
  })

  test.each([
    ['nam=1', 'request.unknown_parameter'],
    ['__proto__=1', 'request.unknown_parameter'],
    ['constructor=1', 'request.unknown_parameter'],
    ['name=a&name=b', 'request.repeated_parameter'],
    ['limit=1e2', 'request.invalid_parameter'],
    ['limit=0x10', 'request.invalid_parameter'],
    ['partial=yes', 'request.invalid_parameter'],
    ['name=%', 'request.bad_encoding'],
    ['name=%C0%80', 'request.bad_encoding'],
    ['name=%00', 'request.invalid_parameter'],
  ])('%j is refused with %s', (search, code) => {
    expect(() => read(search)).toThrow(expect.objectContaining({ code }))
  })
})

test('what is expected is said without words', () => {
  expect(describeExpected({ type: 'integer', minimum: 1, maximum: 500 })).toBe('1–500')
  expect(describeExpected({ type: 'string', enum: ['none', 'exact'] })).toBe('none | exact')
  expect(describeExpected({ type: 'boolean' })).toBe('true | false')
})
