import { workspaceTable } from '@tessera/engine'
import { clockSkew, type AutomationContext } from '../automation-context.js'
import { limits } from '../core/limits.js'
import type { RunRow } from './run-row.js'
import { named } from './statement-name.js'

/**
 * Takes up to `limit` runs that are due, oldest first: they are this worker's for 30 seconds, prolonged by its heartbeat. Runs
 * of a worker whose lease ran out are taken like those that wait.
 *
 * Runs of one workflow on one record are taken in the order of the record's versions: while an earlier one has not come to its
 * first durable wait (or to its end), later ones are left.
 */
export async function claimRuns(
  context: Pick<AutomationContext, 'pool' | 'worker' | 'clock'>,
  workspace: string,
  limit: number,
): Promise<readonly RunRow[]> {
  const { rows } = await context.pool.query<RunRow>({
    ...named(`claim ${workspace}`),
    text: claimSql(workspace),
    values: [limit, context.worker, clockSkew(context), limits.leaseMs / 1000],
  })
  return rows.sort(inOrder)
}

const inOrder = (a: RunRow, b: RunRow): number =>
  (a.record_version ?? 0) - (b.record_version ?? 0) || (a.id < b.id ? -1 : 1)

const statements = new Map<string, string>()

/** `IS TRUE` keeps the planner from the index of the workflow's runs, where it would look through all of them. */

function claimSql(workspace: string): string {
  const known = statements.get(workspace)
  if (known !== undefined) return known
  const runs = workspaceTable(workspace, 'runs')
  // A claim that a power cut takes back is none: it need not wait for the disk.
  const sql = `WITH lazily AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
    UPDATE ${runs} AS r
    SET state = 'running', attempt = r.attempt + 1, worker = $2, lease_until = now() + make_interval(secs => $4)
    FROM (SELECT c.id FROM ${runs} AS c
      WHERE c.state IN ('waiting', 'running') AND c.due_at <= now() + make_interval(secs => $3)
        AND (c.state = 'waiting' OR c.lease_until < now())
        AND (c.record_id IS NULL OR (c.outputs->>'waited')::boolean IS TRUE OR NOT EXISTS (SELECT 1 FROM ${runs} AS e
          WHERE e.record_id = c.record_id AND e.state IN ('waiting', 'running') AND (e.workflow_id = c.workflow_id) IS TRUE
            AND e.record_version < c.record_version AND (e.outputs->>'waited')::boolean IS NOT TRUE))
      ORDER BY c.due_at, c.id LIMIT $1 FOR UPDATE SKIP LOCKED) AS due, lazily
    WHERE r.id = due.id
    RETURNING r.id, r.workflow_id, r.version, r.object_id, r.record_id, r.record_version, r.node, r.attempt, r.depth, r.by_id,
      r.started_at, r.before, r.after, r.outputs`
  statements.set(workspace, sql)
  return sql
}
