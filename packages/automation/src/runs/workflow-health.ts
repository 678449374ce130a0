import { workspaceTable, type Actor } from '@tessera/engine'
import type { RunState, WorkflowHealth } from '@tessera/metadata'
import type { AutomationContext } from '../automation-context.js'
import { requireAdministrator } from './require-administrator.js'

interface HealthRow {
  readonly id: string
  readonly last_at: Date | null
  readonly last_state: RunState | null
  readonly runs: number
  readonly failed: number
  readonly waiting: number
  readonly paused: Date | null
}

const weekMs = 7 * 86_400_000

/** How every workflow of the workspace does; see `Automation.health`. */
export function workflowHealth({ engine, pool, clock }: AutomationContext) {
  return async (actor: Actor): Promise<readonly WorkflowHealth[]> => {
    requireAdministrator(actor)
    const catalog = await engine.automation.catalog(actor.workspace)
    const keys = new Map(
      [...catalog.documents.values()].flatMap(({ kind, id, key }) => (kind === 'workflow' ? [[id, key] as const] : [])),
    )
    const runs = workspaceTable(actor.workspace, 'runs')
    const { rows } = await pool.query<HealthRow>(
      `SELECT w.id, l.started_at AS last_at, l.state AS last_state, c.runs, c.failed, c.paused,
         (SELECT count(*)::int FROM ${runs} AS r WHERE r.workflow_id = w.id AND r.state = 'waiting') AS waiting
       FROM unnest($1::text[]) AS w(id)
       LEFT JOIN LATERAL (SELECT started_at, state FROM ${runs} WHERE workflow_id = w.id ORDER BY id DESC LIMIT 1) AS l ON true
       CROSS JOIN LATERAL (SELECT count(*)::int AS runs,
           count(*) FILTER (WHERE state IN ('failed', 'limited'))::int AS failed,
           max(finished_at) FILTER (WHERE state = 'limited' AND error->>'code' = 'workflow.too_often'
             AND finished_at > now() - interval '1 minute') + interval '1 minute' AS paused
         FROM ${runs} WHERE workflow_id = w.id AND id >= $2) AS c`,
      [[...keys.keys()], firstIdAt(clock().getTime() - weekMs)],
    )
    return rows.map(({ id, last_at, last_state, runs: count, failed, waiting, paused }) => ({
      key: keys.get(id) ?? id,
      lastRun: last_at === null || last_state === null ? null : { at: last_at.toISOString(), state: last_state },
      runs7d: count,
      failed7d: failed,
      waiting,
      pausedUntil: paused?.toISOString() ?? null,
    }))
  }
}

/** The smallest id of a run that was started at an instant: ids begin with the milliseconds. */
function firstIdAt(ms: number): string {
  const time = Math.max(ms, 0).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
