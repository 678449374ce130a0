import { plainAddress } from './public-address.js'

/** Which private addresses an operator lets requests reach; see TESSERA_OUTBOUND_ALLOW. */
export interface AllowList {
  /** True when a host, or an address it resolved to, is named together with the port. */
  allows(hostOrAddress: string, port: number): boolean
}

/** Reads `host:port` pairs; an IPv6 address is written in brackets. An entry without port allows nothing. */
export function createAllowList(entries: readonly string[]): AllowList {
  const allowed = new Set(
    entries.flatMap((entry) => {
      const found = /^(.+):(\d{1,5})$/.exec(entry.trim())
      return found === null ? [] : [nameOf(found[1] ?? '', Number(found[2]))]
    }),
  )
  return { allows: (host, port) => allowed.has(nameOf(host, port)) }
}

const nameOf = (host: string, port: number): string => `${plainAddress(host.toLowerCase())} ${port}`
