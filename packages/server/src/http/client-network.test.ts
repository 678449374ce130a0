import { expect, test } from '@jest/globals'
import type { IncomingMessage } from 'node:http'
import { createAddressReader, createNetworkReader, networkOf } from './client-network.js'

const request = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('suffixes of an IPv6 network are all one', () => {
  const all = Array.from({ length: 1_000 }, (_, n) => networkOf(`2001:db8:7:9:${n.toString(16)}::${n}`))

  expect(new Set(all)).toEqual(new Set(['2001:db8:7:9::/64']))
})

test('what a client says about itself does not count', () => {
  const read = createNetworkReader(createAddressReader([]))

  expect(read(request('203.0.113.7', { 'x-forwarded-for': '198.51.100.1' }))).toBe('203.0.113.7')
  expect(read(request('::ffff:203.0.113.7', { forwarded: 'for=198.51.100.1' }))).toBe('203.0.113.7')
})

test('behind the operator’s proxies it is the address the outermost of them saw', () => {
  const read = createNetworkReader(createAddressReader(['10.0.0.0/8', '127.0.0.1', 'fd00::/8']))
  const passedOn = { 'x-forwarded-for': '192.0.2.1, 203.0.113.7, 10.1.2.3' }

  expect(read(request('127.0.0.1', passedOn))).toBe('203.0.113.7')
  expect(read(request('fd00::7', passedOn))).toBe('203.0.113.7')
  expect(read(request('198.51.100.9', passedOn))).toBe('198.51.100.9')
  expect(read(request('10.0.0.2', { 'x-forwarded-for': 'no address' }))).toBe('10.0.0.2')
})

test('a program on this machine has no network, one that was passed on has', () => {
  const read = createNetworkReader(createAddressReader([]))

  expect(read(request('127.0.0.1'))).toBeUndefined()
  expect(read(request('127.0.0.1', { 'x-forwarded-for': '198.51.100.1' }))).toBe('127.0.0.1')
})
