import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { isFromLoopback } from './remote-address.js'

/** Tells networks apart by requests: '203.0.113.7', '2001:db8:1:2::/64'; undefined for a program on this machine. */
export type NetworkReader = (request: IncomingMessage) => string | undefined

/** The address a request comes from. */
export type AddressReader = (request: IncomingMessage) => string

/** Networks by the addresses of requests; see `createAddressReader`. */
export function createNetworkReader(addressOf: AddressReader): NetworkReader {
  return (request) => (isFromLoopback(request) ? undefined : networkOf(addressOf(request)))
}

/**
 * Where requests come from, as far as it can be known: the address of the socket. Only when that is one of the operator's
 * own proxies, its last entry of X-Forwarded-For that is none of them; what a client writes there itself never counts.
 *
 * `proxies` are addresses or ranges ('10.0.0.0/8'). Errors: throws for an entry that is neither.
 */
export function createAddressReader(proxies: readonly string[]): AddressReader {
  const own = listOf(proxies)
  const isOwn = (address: string): boolean => own.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  return (request) => {
    let address = plain(request.socket.remoteAddress ?? '')
    const passed = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',').reverse()
    for (const entry of passed) {
      const before = plain(entry.trim())
      if (isIP(address) === 0 || !isOwn(address) || isIP(before) === 0) break
      address = before
    }
    return address
  }
}

/** The network of an address: IPv4 whole, IPv6 its first 64 bits, because one household has as many as it likes. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length
  const groups = [...first, ...Array.from({ length: Math.max(zeros, 0) }, () => '0'), ...last]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

/** IPv4 addresses that arrive in the dress of IPv6, and zones of interfaces, are taken off. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
}

function listOf(proxies: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of proxies) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}
