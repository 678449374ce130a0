import type { OutboundClient } from '../outbound/outbound-client.js'
import { parseTarget } from '../outbound/parse-target.js'

/**
 * Nothing leaves while a scenario is played: every request is answered at once, as if the other system had taken it and said nothing. An
 * address that could not be asked is refused all the same.
 */
export const noOutside: OutboundClient = {
  send: async ({ url }) => {
    const { host } = parseTarget(url, () => true)
    return { host, status: 200, contentType: null, body: '', isCut: false, retryAfterMs: undefined }
  },
}
