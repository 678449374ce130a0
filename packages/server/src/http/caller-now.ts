import type { Actor } from '@tessera/engine'
import { credentialsOf, type Credentials } from '../identity/credentials.js'
import { actorOf } from '../identity/identity.js'
import type { Services } from '../services.js'
import type { AccountCall, RouteShape } from './route.js'

/**
 * For answers that go on for long: asks who their caller is by now. Undefined once the session or token counts for nothing, at most a
 * second after it was ended in any process.
 */
export function callerNow(
  { identities }: Pick<Services, 'identities'>,
  { actor, headers, locale }: Pick<AccountCall<RouteShape>, 'actor' | 'headers' | 'locale'>,
): () => Promise<Actor | undefined> {
  const credentials = credentialsOf({ headers }) as Credentials
  return async () => {
    const today = (await identities.identify(credentials))?.identity
    const membership = today?.memberships.find(({ workspace }) => workspace === actor.workspace)
    if (today === undefined || today.owesSecondStep || membership === undefined) return undefined
    return actorOf(today, membership, locale)
  }
}
