import { AppError, shownText } from '@tessera/metadata'
import { withoutSecrets } from '../core/shown.js'

/** Where a request goes. */
export interface Target {
  readonly url: URL
  /** Without brackets. */
  readonly host: string
  readonly port: number
}

/** Ports above 1023 on which services listen that must not be talked to in HTTP. Source: WHATWG fetch, “bad port”. */
const badPorts = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

/**
 * The target of an address a workflow wrote. Errors: outbound.bad_url for other schemes, user names, odd ports and whatever is
 * no address. The URL parser turns octal, hexadecimal and short forms of IPv4 into the usual one.
 */
export function parseTarget(text: string, isAllowed: (host: string, port: number) => boolean): Target {
  const refuse = (): AppError => new AppError('outbound.bad_url', { url: shownText(withoutSecrets(text), 200) })
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw refuse()
  }
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  if (!isWeb || url.username !== '' || url.password !== '' || url.hostname === '') throw refuse()
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  const isUsual = port === 80 || port === 443 || (port > 1023 && !badPorts.has(port))
  if (host === '' || (!isUsual && !isAllowed(host, port))) throw refuse()
  return { url, host, port }
}
