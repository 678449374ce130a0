import type { Actor } from '@tessera/engine'
import { AppError } from '@tessera/metadata'
import type { IncomingMessage } from 'node:http'
import { credentialsOf } from '../identity/credentials.js'
import { ADMINISTRATOR, actorOf, type Identity, type Membership } from '../identity/identity.js'
import type { Services } from '../services.js'
import { originOf } from './origin.js'
import type { Passage } from './passage.js'
import { isFromLoopback } from './remote-address.js'
import type { Policy, Route } from './route.js'

/** Someone known, in the workspace the request is about. */
export interface Caller {
  readonly identity: Identity
  readonly membership: Membership
}

/**
 * Who sent the request, where the policy asks for it.
 *
 * Errors: 401 `access.no_identity`, `session.expired`, `token.invalid`; 403 `access.denied`, `code.needed`; 404 `workspace.unknown`.
 */
export async function identifyCaller(
  services: Services,
  passage: Passage,
  { policy, beforeSecondStep }: Pick<Route, 'policy' | 'beforeSecondStep'>,
): Promise<Caller | undefined> {
  const { request } = passage
  if (policy === 'public') return undefined
  if (policy === 'operations' && isFromLoopback(request)) return undefined
  const credentials = credentialsOf(request)
  if (credentials === undefined) throw new AppError('access.no_identity')
  const verified = await services.identities.identify(credentials)
  if (verified === undefined) {
    throw credentials.kind === 'token' ? new AppError('token.invalid') : new AppError('session.expired')
  }
  passage.setCookies = verified.setCookies
  if (verified.identity.owesSecondStep && beforeSecondStep !== true) throw new AppError('code.needed')
  if (credentials.kind === 'token') services.tokenUses.saw(verified.identity, originOf(services, passage))
  const caller = { identity: verified.identity, membership: chooseWorkspace(services, verified.identity, request) }
  const { identity, membership } = caller
  if (!(await meetsPolicy(services, actorOf(identity, membership, identity.locale), policy)))
    throw new AppError('access.denied')
  return caller
}

/** May somebody known call a route? */
export async function meetsPolicy(
  { engine }: Pick<Services, 'engine'>,
  actor: Actor,
  policy: Policy,
): Promise<boolean> {
  if (policy === 'public' || policy === 'account' || actor.roles.includes(ADMINISTRATOR)) return true
  if (policy === 'administrator' || policy === 'operations') return false
  return (await engine.access.capabilities(actor)).includes(policy)
}

/** The workspace of the header `Tessera-Workspace`, else the caller's only or last one. */
function chooseWorkspace(services: Services, identity: Identity, request: IncomingMessage): Membership {
  const wanted = request.headers['tessera-workspace']
  const first = identity.memberships[0] as Membership
  if (wanted === undefined || wanted === first.workspace) return first
  const chosen = identity.memberships.find(({ workspace }) => workspace === wanted)
  if (chosen === undefined) throw new AppError('workspace.unknown')
  services.memberships
    .markUsed(identity.accountId, chosen.workspace)
    .catch((error: unknown) => services.log.warn({ err: error }, 'The last workspace could not be noted'))
  return chosen
}
