import { BlockList, isIP, isIPv4 } from 'node:net'

/**
 * Which addresses requests may go to. Everything that is not global unicast is refused, so that a form nobody thought of is
 * refused too. Sources: the special-purpose address registries of IANA (RFC 6890, RFC 8190), RFC 6052 for NAT64.
 */

/** Parts of IPv4 that lead to no machine of the public network. */
const reserved4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

/** Parts of 2000::/3 that are no ordinary addresses: Teredo and others, documentation, 6to4. */
const reserved6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
]

const notPublic4 = listOf('ipv4', reserved4)
const notPublic6 = listOf('ipv6', reserved6)
const unicast6 = listOf('ipv6', [['2000::', 3]])

function listOf(family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList()
  for (const [network, bits] of subnets) list.addSubnet(network, bits, family)
  return list
}

/**
 * True for an address of the public network. Takes the text of an address, never that of a URL; whatever is no address is
 * not public. An IPv4 address inside IPv6 (mapped, NAT64) is judged as what it is.
 */
export function isPublicAddress(address: string): boolean {
  const plain = plainAddress(address)
  if (isIP(plain) === 0) return false
  if (isIPv4(plain)) return !notPublic4.check(plain, 'ipv4')
  return unicast6.check(plain, 'ipv6') && !notPublic6.check(plain, 'ipv6')
}

/** The address without zone and brackets; the IPv4 address inside a mapped or NAT64 one. */
export function plainAddress(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '').split('%')[0] ?? ''
  if (isIP(bare) !== 6) return bare
  // The URL parser writes every form of an IPv6 address in one way.
  const canonical = new URL(`http://[${bare}]/`).hostname.slice(1, -1)
  const inside = /^(?:::ffff:|64:ff9b::)(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})$/.exec(canonical)
  if (inside === null) return canonical
  const high = Number.parseInt(inside[1] ?? '0', 16)
  const low = Number.parseInt(inside[2] ?? '0', 16)
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
