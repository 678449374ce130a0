import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SinkRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** A server of this machine that behaves as a test wants, and remembers what reached it. */
export interface Sink {
  readonly port: number
  readonly requests: readonly SinkRequest[]
  /** Connections that were opened, with or without a request. */
  readonly connections: () => number
}

export type SinkAnswer = (request: IncomingMessage, response: ServerResponse, count: number) => void

/** Runs `body` with a sink; everything it holds open is cut afterwards. */
export async function withSink<T>(answer: SinkAnswer, body: (sink: Sink) => Promise<T>): Promise<T> {
  const requests: SinkRequest[] = []
  let connections = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
      answer(request, response, requests.length)
    })
  })
  server.on('connection', () => (connections += 1))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await body({ port: (server.address() as AddressInfo).port, requests, connections: () => connections })
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
