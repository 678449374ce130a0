import type { IncomingMessage, ServerResponse } from 'node:http'

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** The headers a middleware sets on every answer, name and value by turns: asked once, so that no answer pays for it. */
export function collectHeaders(middleware: Middleware): string[] {
  const headers: string[] = []
  const collector = {
    setHeader: (name: string, value: string) => headers.push(name, String(value)),
    removeHeader: () => undefined,
  }
  middleware({} as IncomingMessage, collector as unknown as ServerResponse, () => undefined)
  return headers
}
