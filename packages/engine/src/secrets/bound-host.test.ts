import { expect, test } from '@jest/globals'
import { isBoundTo, normalHost } from './bound-host.js'

test.each([
  ['API.Example.com', 'api.example.com'],
  ['api.example.com:443', 'api.example.com'],
  ['api.example.com.:8443', 'api.example.com:8443'],
  ['例子.中国', 'xn--fsqu00a.xn--fiqs8s'],
  ['[::1]:8080', '[::1]:8080'],
  ['0x7f.1', '127.0.0.1'],
  ['https://example.com', undefined],
  ['user@example.com', undefined],
  ['*.example.com', undefined],
  ['example.com/path', undefined],
  ['a b', undefined],
  ['', undefined],
])('%j is kept as %j', (written, kept) => {
  expect(normalHost(written)).toBe(kept)
})

test.each([
  ['api.example.com', 'api.example.com', 443, true],
  ['api.example.com', 'api.example.com', 8443, false],
  ['api.example.com:8443', 'api.example.com', 8443, true],
  ['api.example.com', 'example.com', 443, false],
  ['example.com', 'api.example.com', 443, false],
  ['example.com', 'example.com.evil.net', 443, false],
  ['[::1]:8080', '::1', 8080, true],
])('a secret for %s goes to %s:%d: %p', (kept, host, port, goes) => {
  expect(isBoundTo(kept, { host, port })).toBe(goes)
})
