import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { AppError } from '@tessera/metadata'
import type { AllowList } from './allow-list.js'
import type { Target } from './parse-target.js'
import { isPublicAddress, plainAddress } from './public-address.js'

/** Resolves a name to all its addresses; tests have their own. */
export type Resolve = (host: string) => Promise<readonly string[]>

export const resolveWithSystem: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)

/**
 * The address a request is to connect to. A name with one private address among public ones is refused as a whole: whoever
 * answers for it decides which one is used. Errors: outbound.private_address, outbound.unreachable.
 */
export async function resolveAddress({ host, port }: Target, allow: AllowList, resolve: Resolve): Promise<string> {
  const addresses = isIP(host) === 0 ? await resolveName(host, resolve) : [host]
  const isAllowed = (address: string): boolean => allow.allows(host, port) || isReachable(address, port, allow)
  const [first] = addresses
  if (first === undefined) throw new AppError('outbound.unreachable', { host, cause: 'ENOTFOUND' })
  if (!addresses.every(isAllowed)) throw new AppError('outbound.private_address', { host })
  return first
}

/** May a socket stay open that is connected to this address? */
export const isReachable = (address: string, port: number, allow: AllowList): boolean =>
  isPublicAddress(address) || allow.allows(plainAddress(address), port)

async function resolveName(host: string, resolve: Resolve): Promise<readonly string[]> {
  try {
    return await resolve(host)
  } catch (error) {
    const { code = 'EAI_AGAIN' } = error as { code?: string }
    throw new AppError('outbound.unreachable', { host, cause: code })
  }
}
