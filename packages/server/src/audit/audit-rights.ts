import { AppError } from '@tessera/metadata'
import type { Actor, AuditLogName } from '@tessera/engine'
import { ADMINISTRATOR } from '../identity/identity.js'
import { FIRST_WORKSPACE } from '../people/setup.js'

/** Policy of the routes about the audit log. */
export const auditPolicy = 'audit'

/**
 * Which log may be read by whoever may read any: that of their workspace; that of the installation only as an administrator of the
 * first workspace. Errors: 403 `access.denied`.
 */
export function requireLog(actor: Actor, log: AuditLogName = 'workspace'): AuditLogName {
  const isOperator = actor.workspace === FIRST_WORKSPACE && actor.roles.includes(ADMINISTRATOR)
  if (log === 'installation' && !isOperator) throw new AppError('access.denied')
  return log
}
