import { AppError } from '@tessera/metadata'
import type { Actor } from '../contract.js'

/** Who may erase personal data for good: administrators. Errors: access.denied for everybody else. */
export function requireErasing(actor: Actor): void {
  if (!actor.roles.includes('administrator')) throw new AppError('access.denied')
}
