import { expect, test } from '@jest/globals'
import { localeOf } from './locale.js'

test.each([
  [undefined, 'zh-CN'],
  ['', 'zh-CN'],
  ['*', 'zh-CN'],
  ['de', 'zh-CN'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['zh-TW', 'zh-CN'],
  ['zh-CN,en;q=0.9', 'zh-CN'],
  ['fr, en;q=0.5, zh;q=0.4', 'en'],
  ['en;q=0', 'zh-CN'],
  ['EN-us', 'en'],
  ['english', 'zh-CN'],
])('Accept-Language %j is answered in %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale)
})
