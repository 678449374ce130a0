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

/** How long a connection may take to send its first request then. */
const UNUSED_MS = 1_000

const serverOptions: ServerOptions = {
  maxHeaderSize: MAX_HEADER_BYTES,
  headersTimeout: 15_000,
  // A file of 50 MB on a slow line; bodies of other kinds have a minute (read-body.ts).
  requestTimeout: 15 * 60_000,
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
  const requests = countRequests(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return { port: (server.address() as AddressInfo).port, stop: () => stop(server, requests) }
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

/** How many requests each connection has in flight. */
function countRequests(server: Server): ReadonlyMap<Socket, number> {
  const requests = new Map<Socket, number>()
  server.on('connection', (socket) => {
    requests.set(socket, 0)
    socket.once('close', () => requests.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    requests.set(socket, (requests.get(socket) ?? 0) + 1)
    response.once('close', () => {
      const count = requests.get(socket)
      if (count !== undefined) requests.set(socket, count - 1)
    })
  })
  return requests
}

async function stop(server: Server, requests: ReadonlyMap<Socket, number>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection kept alive becomes idle again when its last request ends, and is of no use any more.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  // Browsers open connections before they need them: Node takes one that never had a request for a busy one, and would wait.
  const unused = setTimeout(() => {
    for (const [socket, count] of requests) if (count === 0) socket.destroy()
  }, UNUSED_MS)
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS)
  server.closeIdleConnections()
  await closed
  clearInterval(idle)
  clearTimeout(unused)
  clearTimeout(timer)
}
