import { AppError } from '@tessera/metadata'
import type { Actor } from '../contract.js'

/** Who keeps the secrets of a workspace: administrators. Errors: access.denied for everybody else. */
export function requireSecrets(actor: Actor): void {
  if (!actor.roles.includes('administrator')) throw new AppError('access.denied')
}
