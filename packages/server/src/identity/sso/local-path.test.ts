import { expect, test } from '@jest/globals'
import { localPath } from './local-path.js'

test.each(['/', '/tasks', '/app/crm/customer?view=all&q=%E5%8C%97', '/a/b#c', '/a//b', '/%2f%2fexample.org'])(
  '%s is ours',
  (path) => {
    expect(localPath(path)).toBe(path)
  },
)

test.each([
  undefined,
  '',
  'tasks',
  'https://example.org/',
  '//example.org',
  '///example.org',
  '/\\example.org',
  '\\\\example.org',
  '/\t/example.org',
  '/\n/example.org',
  '/./\\example.org',
  '/.//example.org',
  '/x/..//example.org',
  'javascript:alert(1)',
  ' /tasks',
  '/a\u0000b',
  '/a\r\nLocation: https://example.org',
  '/客户',
])('%j is not', (path) => {
  expect(localPath(path)).toBe('/')
})
