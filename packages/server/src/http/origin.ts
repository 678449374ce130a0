import type { Origin } from '@tessera/engine'
import type { Services } from '../services.js'
import type { Passage } from './passage.js'

/** Where a request came from, for the audit log: the address as far as the server itself knows it. */
export function originOf({ addressOf }: Services, { request, requestId }: Passage): Origin {
  return { requestId, address: addressOf(request) }
}
