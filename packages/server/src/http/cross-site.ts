import { AppError } from '@tessera/metadata'
import type { IncomingMessage } from 'node:http'

/**
 * Refuses a writing request that another site's page sent: 403 `request.cross_site`.
 *
 * Browsers say so by `Sec-Fetch-Site` or `Origin`; a client that sends neither is no browser and passes. Requests with a
 * token pass too: no browser adds a token by itself.
 */
export function refuseCrossSite(request: IncomingMessage): void {
  if (request.headers.authorization !== undefined) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new AppError('request.cross_site')
  const { origin, host } = request.headers
  if (origin !== undefined && !isOwnOrigin(origin, host)) throw new AppError('request.cross_site')
}

function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
}
