import { workspaceTable } from '@tessera/engine'
import { AppError } from '@tessera/metadata'
import type { AutomationContext } from '../automation-context.js'
import type { Runs } from '../contract.js'
import { getRun, readRun } from './get-run.js'
import { requireAdministrator } from './require-administrator.js'

/** See `Runs.cancel`. A worker that has the run in hand is fenced off: what it has not committed yet is rolled back. */
export function cancelRun(context: AutomationContext, nudge: (workspace: string) => void): Runs['cancel'] {
  return async (actor, id) => {
    requireAdministrator(actor)
    const { state } = await readRun(context, actor, id)
    const { rowCount } = await context.pool.query(
      `UPDATE ${workspaceTable(actor.workspace, 'runs')} SET state = 'cancelled', finished_at = $2, attempt = attempt + 1,
         worker = NULL, lease_until = NULL WHERE id = $1 AND state IN ('waiting', 'running')`,
      [id, context.clock()],
    )
    if (rowCount === 0) throw new AppError('run.not_cancellable', { state })
    // Later runs of the same record need not wait for it any more.
    nudge(actor.workspace)
    return getRun(context)(actor, id)
  }
}
