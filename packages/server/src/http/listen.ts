import { AppError, toProblemBody } from '@tessera/metadata'
import { randomUUID } from 'node:crypto'
import { createServer, type Server, type ServerOptions } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { PROBLEM_TYPE } from './answer.js'
import { localeOf } from './locale.js'

/** Request line and headers together. */
const MAX_HEADER_BYTES = 64 * 1024

/** How long requests in flight may take to end when the server stops. */
const GRACE_MS = 10_000

const serverOptions: ServerOptions = {
  maxHeaderSize: MAX_HEADER_BYTES,
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
}

/** A listening server. */
export interface Listener {
  readonly port: number
  /** Takes no new connections, lets requests in flight end, and cuts what is left after ten seconds. */
  stop(): Promise<void>
}

/** Listens on a port (0 = any free one). Errors: the error of `listen`, for example EADDRINUSE. */
export async function listen(handler: RequestListener, port: number, host?: string): Promise<Listener> {
  const server = createServer(serverOptions, handler)
  server.maxRequestsPerSocket = 0
  server.on('clientError', answerClientError)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return { port: (server.address() as AddressInfo).port, stop: () => stop(server) }
}

/**
 * Answers what never became a request: too large headers with a problem (there are no parsed headers, so the language is
 * looked for in the raw text), what is no HTTP and what came too slowly with a bare status.
 */
function answerClientError(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  if (error.code !== 'HPE_HEADER_OVERFLOW') {
    const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request'
    socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
    return
  }
  const requestId = randomUUID()
  const language = /^accept-language:\s*(\S[^\r\n]*)/im.exec(error.rawPacket?.toString('latin1') ?? '')?.[1]
  const body = JSON.stringify(toProblemBody(new AppError('request.headers_too_large'), localeOf(language), requestId))
  socket.end(
    `HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Request-Id: ${requestId}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
  )
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection kept alive becomes idle again when its last request ends, and is of no use any more.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS)
  server.closeIdleConnections()
  await closed
  clearInterval(idle)
  clearTimeout(timer)
}
