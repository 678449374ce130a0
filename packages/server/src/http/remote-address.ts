import type { IncomingMessage } from 'node:http'

const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const

/**
 * True when a program on this machine sent the request itself. Behind a proxy every request comes from a near address,
 * so one that says it was passed on does not count as near.
 */
export function isFromLoopback(request: IncomingMessage): boolean {
  if (forwardingHeaders.some((name) => request.headers[name] !== undefined)) return false
  const address = request.socket.remoteAddress ?? ''
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.')
}
