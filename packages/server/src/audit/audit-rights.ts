import { AppError } from '@tessera/metadata'
import { requireAudit, type Actor, type AuditLogName } from '@tessera/engine'
import { FIRST_WORKSPACE } from '../people/setup.js'

/**
 * Who may read which log: that of a workspace its administrators, that of the installation those of the first workspace.
 * Errors: 403 `access.denied`.
 */
export function requireLog(actor: Actor, log: AuditLogName = 'workspace'): AuditLogName {
  requireAudit(actor)
  if (log === 'installation' && actor.workspace !== FIRST_WORKSPACE) throw new AppError('access.denied')
  return log
}
