import { AppError } from '@tessera/metadata'
import type { AccountCall, RouteShape } from '../http/route.js'

/**
 * Refuses what is given out as a file, and noted by the name of who asked, to an administrator who looks as somebody else.
 * Errors: 403 `access.looking`.
 */
export function refuseLooking({ actor, identity }: Pick<AccountCall<RouteShape>, 'actor' | 'identity'>): void {
  if (actor.id !== identity.accountId) throw new AppError('access.looking')
}
