import type { Locale } from '@tessera/metadata'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MountedRoute } from './route-table.js'

/** A request on its way through the dispatcher. */
export interface Passage {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly requestId: string
  readonly locale: Locale
  /** Of `performance.now()`. */
  readonly startedAtMs: number
  /** Known once the address led to a route. */
  mounted: MountedRoute | undefined
  /** Of a session that was prolonged on the way. */
  setCookies: readonly string[]
}
