import { describe, expect, test } from '@jest/globals'
import { toPointer } from './json-pointer.js'
import { localize } from './localized.js'
import { nearest } from './nearest.js'
import { shownText } from './shown-text.js'
import { findTextFault, normalizeJson, normalizeText } from './normalize-text.js'

describe('text', () => {
  test.each([
    ['', null],
    ['e\u0301', 'é'],
    [' 上海 ', ' 上海 '],
    ['😀', '😀'],
    ['a\u0000b', undefined],
    ['\ud83d', undefined],
    ['\ude00\ud83d', undefined],
  ])('%j is kept as %j', (text, kept) => {
    expect(normalizeText(text)).toBe(kept)
  })

  test('faults are told apart', () => {
    expect([findTextFault('a'), findTextFault('\u0000'), findTextFault('\ud800')]).toEqual([
      undefined,
      'nul',
      'surrogate',
    ])
  })

  test('every text of a JSON value is normalised, names too', () => {
    expect(normalizeJson({ 'e\u0301': ['e\u0301', 1, null, { a: true }] })).toEqual({ é: ['é', 1, null, { a: true }] })
  })

  test.each([
    ['amount', 'amount'],
    ['a\u0000b\ud800', 'a\ufffdb\ufffd'],
    ['😀'.repeat(61), `${'😀'.repeat(59)}…`],
    ['x'.repeat(1_000_000), `${'x'.repeat(59)}…`],
  ])('a name from outside is shown short and whole', (text, shown) => {
    expect(shownText(text)).toBe(shown)
  })

  test('a label gives its text in the asked language', () => {
    expect(localize({ 'zh-CN': '拜访', en: 'Visit' }, 'en')).toBe('Visit')
    expect(localize('拜访', 'en')).toBe('拜访')
  })

  test('a pointer escapes what pointers need escaped', () => {
    expect(toPointer(['fields', 3, 'a/b~c'])).toBe('/fields/3/a~1b~0c')
    expect(toPointer([])).toBe('')
  })
})

describe('the nearest name', () => {
  test.each([
    ['amout', 'amount'],
    ['Amount', 'amount'],
    ['staeg', 'stage'],
    ['x', undefined],
    ['somethingelse', undefined],
    ['a'.repeat(10_000), undefined],
  ])('of %s is %s', (name, near) => {
    expect(nearest(name, ['stage', 'amount', 'customer'])).toBe(near)
  })
})
