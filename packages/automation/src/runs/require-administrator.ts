import type { Actor } from '@tessera/engine'
import { AppError } from '@tessera/metadata'

/** Runs show what records hold whoever may see them, so until there are roles only administrators see runs. Errors: access.denied. */
export function requireAdministrator({ roles }: Actor): void {
  if (!roles.includes('administrator')) throw new AppError('access.denied')
}
