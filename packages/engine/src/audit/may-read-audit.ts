import { AppError } from '@tessera/metadata'
import type { Actor } from '../contract.js'

/** Who may read the audit log of their workspace: administrators. Errors: access.denied for everybody else. */
export function requireAudit(actor: Actor): void {
  if (!actor.roles.includes('administrator')) throw new AppError('access.denied')
}
