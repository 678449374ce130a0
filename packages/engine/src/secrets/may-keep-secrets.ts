import { AppError } from '@tessera/metadata'
import { requireCapability } from '../access/capabilities.js'
import type { Actor } from '../contract.js'
import type { EngineContext } from '../engine-context.js'

/** Who keeps the secrets of a workspace: administrators. Errors: access.denied for everybody else. */
export function requireSecrets(actor: Actor): void {
  if (!actor.roles.includes('administrator')) throw new AppError('access.denied')
}

/** Who sees which secrets there are, to name them in workflows: whoever designs. Errors: access.denied. */
export const requireSecretNames = (context: Pick<EngineContext, 'catalogs'>, actor: Actor): Promise<void> =>
  requireCapability(context, actor, 'studio')
