import { systemActor, uuid7, workspaceTable, type Catalog } from '@tessera/engine'
import { localize, type FieldProblem, type Localized } from '@tessera/metadata'
import type { AutomationContext } from '../automation-context.js'
import { activePeople } from '../execute/notify-people.js'

interface Stopped {
  readonly workflow_id: string
  readonly version: number
  readonly run_id: string
  readonly object_id: string | null
  readonly record_id: string | null
  readonly error: FieldProblem
}

/**
 * Tells the maker of a workflow and the administrators that a limit stopped it: once an hour for each workflow, however many
 * runs there were.
 */
export async function tellOfLimits(context: AutomationContext, catalog: Catalog): Promise<void> {
  const { key: workspace } = catalog.workspace
  const { rows } = await context.pool.query<Stopped>(
    `SELECT DISTINCT ON (r.workflow_id) r.workflow_id, r.version, r.id AS run_id, r.object_id, r.record_id, r.error
     FROM ${workspaceTable(workspace, 'runs')} AS r
     WHERE r.state IN ('failed', 'limited') AND r.finished_at > now() - interval '5 minutes' AND r.state = 'limited'
       AND NOT EXISTS (SELECT 1 FROM ${workspaceTable(workspace, 'notifications')} AS n
         WHERE n.workflow_id = r.workflow_id AND n.run_id IS NOT NULL AND n.at > now() - interval '1 hour'
           AND n.run_id IN (SELECT l.id FROM ${workspaceTable(workspace, 'runs')} AS l
             WHERE l.workflow_id = r.workflow_id AND l.state = 'limited'))
     ORDER BY r.workflow_id, r.finished_at DESC`,
  )
  for (const stopped of rows) await tell(context, catalog, stopped)
}

async function tell(context: AutomationContext, catalog: Catalog, stopped: Stopped): Promise<void> {
  const { key: workspace } = catalog.workspace
  const label = catalog.documents.get(stopped.workflow_id)?.label as Localized | undefined
  const maker = await makerOf(context, workspace, stopped.version)
  const wanted = [...new Set([...(maker === null ? [] : [maker]), ...(await context.administrators(workspace))])]
  const people = await activePeople({ context, catalog, workspace }, wanted)
  const notices = [...people].map((userId) => ({ id: uuid7(), userId }))
  if (notices.length === 0) return
  await context.pool.query(
    `INSERT INTO ${workspaceTable(workspace, 'notifications')} (id, user_id, at, title, body, object_id, record_id, workflow_id, run_id)
     SELECT n.id, n."userId", $2, $3, $4, $5, $6, $7, $8 FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, "userId" uuid)`,
    [
      JSON.stringify(notices),
      context.clock(),
      `工作流「${label === undefined ? stopped.workflow_id : localize(label, 'zh-CN')}」已被限制`,
      localize(stopped.error.message, 'zh-CN'),
      stopped.object_id,
      stopped.record_id,
      stopped.workflow_id,
      stopped.run_id,
    ],
  )
  context.notified(workspace, notices)
}

/** Who published the version; nobody when the platform did. */
async function makerOf({ engine }: AutomationContext, workspace: string, version: number): Promise<string | null> {
  const change = await engine.changes.get(systemActor(workspace, 'workflow limits'), version).catch(() => undefined)
  return change?.author.id ?? null
}
