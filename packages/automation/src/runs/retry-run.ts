import { inTransaction, workspaceTable } from '@tessera/engine'
import { AppError } from '@tessera/metadata'
import type { AutomationContext } from '../automation-context.js'
import type { Runs } from '../contract.js'
import { getRun, readRun } from './get-run.js'
import { requireAdministrator } from './require-administrator.js'

/**
 * See `Runs.retry`. The run goes on at the step that failed, with what it found and wrote before; its attempts count anew.
 *
 * @param nudge tells the workers of this process
 */
export function retryRun(context: AutomationContext, nudge: (workspace: string) => void): Runs['retry'] {
  return async (actor, id) => {
    requireAdministrator(actor)
    const { state } = await readRun(context, actor, id)
    const { workspace } = actor
    await inTransaction(context.pool, async (client) => {
      const { rowCount } = await client.query(
        `UPDATE ${workspaceTable(workspace, 'runs')} SET state = 'waiting', due_at = now(), finished_at = NULL, error = NULL,
           outputs = outputs || jsonb_build_object('failures', 0, 'attempt', attempt)
         WHERE id = $1 AND state IN ('failed', 'limited')`,
        [id],
      )
      if (rowCount === 0) throw new AppError('run.not_retryable', { state })
      await context.askForJob(client, workspace)
    })
    nudge(workspace)
    return getRun(context)(actor, id)
  }
}
