import type { OutboundClient } from '@tessera/automation'
import { randomUUID } from 'node:crypto'

/** What the library for OpenID Connect asks for. */
interface Wanted {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

/**
 * `fetch` for the identity provider through the one client that opens connections: private addresses only where the operator
 * allows them, no redirects, a megabyte at most. Errors: those of `OutboundClient.send`.
 */
export function guardedFetch(client: OutboundClient) {
  return async (url: string, { method, headers, body }: Wanted): Promise<Response> => {
    const answer = await client.send({
      method,
      url,
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      body: body === undefined || body === null ? undefined : String(body),
      key: randomUUID(),
    })
    if (answer.isCut) throw new Error(`The answer of ${answer.host} is too long.`)
    return new Response(answer.body === '' ? null : answer.body, {
      status: answer.status,
      headers: answer.contentType === null ? {} : { 'content-type': answer.contentType },
    })
  }
}
