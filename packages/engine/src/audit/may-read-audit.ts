import { requireCapability } from '../access/capabilities.js'
import type { Actor } from '../contract.js'
import type { EngineContext } from '../engine-context.js'

/** Who may read the audit log of their workspace: whose roles have the capability `audit`. Errors: access.denied. */
export const requireAudit = (context: Pick<EngineContext, 'catalogs'>, actor: Actor): Promise<void> =>
  requireCapability(context, actor, 'audit')
