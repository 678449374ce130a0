import type { EngineContext } from '../../engine-context.js'
import type { PlanMemory } from '../plan-memory.js'
import { reconcile } from '../reconcile.js'
import { purgeHidden } from './purge-hidden.js'

/**
 * What every workspace needs from time to time: what was taken away 60 days ago is dropped, and documents are compared with what
 * PostgreSQL has. Drift is told line by line, never repaired by itself. A workspace that fails does not keep the others from it.
 */
export async function keepUp(context: EngineContext, memory: PlanMemory): Promise<void> {
  const { rows } = await context.pool.query<{ key: string }>('SELECT key FROM platform.workspaces ORDER BY key')
  for (const { key } of rows) {
    try {
      const dropped = await purgeHidden(context, key)
      if (dropped.length > 0) {
        memory.forget(key)
        context.log.info({ workspace: key, dropped }, 'what was hidden for 60 days is dropped')
      }
      const drift = await reconcile(context, key)
      if (drift.length > 0) context.log.error({ workspace: key, drift }, 'documents and PostgreSQL disagree')
    } catch (error) {
      context.log.error({ workspace: key, error }, 'the workspace could not be looked after')
    }
  }
}
