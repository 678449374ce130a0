import type { Services } from '../services.js'
import type { Answer } from './answer.js'
import type { Passage } from './passage.js'
import { securityHeaders } from './security-headers.js'

const SLOW_MS = 2_000

const fixedHeaders = securityHeaders()
const noStore = ['Cache-Control', 'no-store'] as const

/** Writes an answer, and notes how long it took; of one that goes on, how long it took to begin. Only slow requests are logged: the log must not grow with the traffic. */
export function writeAnswer(passage: Passage, { metrics, log }: Services, answer: Answer): void {
  const { request, response, setCookies, requestId, mounted } = passage
  const headers = [...fixedHeaders, 'Request-Id', requestId]
  if (answer.headers?.includes('Cache-Control') !== true) headers.push(...noStore)
  if (answer.headers !== undefined) headers.push(...answer.headers)
  for (const cookie of setCookies) headers.push('Set-Cookie', cookie)
  if (answer.body !== undefined) {
    headers.push('Content-Type', answer.contentType as string, 'Content-Length', String(Buffer.byteLength(answer.body)))
  }
  if (answer.stream !== undefined) headers.push('Content-Type', answer.contentType as string)
  response.writeHead(answer.status, headers)
  if (answer.stream === undefined || request.method === 'HEAD') {
    response.end(request.method === 'HEAD' ? undefined : answer.body)
  } else {
    response.flushHeaders()
    answer.stream(response)
  }
  const elapsedMs = performance.now() - passage.startedAtMs
  const route = mounted?.route.name ?? 'none'
  metrics.request(route, answer.status, elapsedMs / 1000)
  if (elapsedMs > SLOW_MS) {
    log.warn({ requestId, route, status: answer.status, ms: Math.round(elapsedMs) }, 'A request was slow')
  }
}
