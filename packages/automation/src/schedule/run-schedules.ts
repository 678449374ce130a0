import { inTransaction, uuid7, workflowActor, workspaceTable, type Catalog } from '@tessera/engine'
import { localize, makeFieldProblem, type FieldProblem } from '@tessera/metadata'
import { clockSkew, type AutomationContext } from '../automation-context.js'
import type { Graph } from '../core/graph.js'
import { limits } from '../core/limits.js'
import { objectOf, printFormula } from '../evaluate/names.js'
import { point } from '../execute/party.js'
import { insertRuns, runFor, type NewRun } from '../runs/insert-runs.js'
import { nextTime } from './next-time.js'
import { scheduledGraphs } from './sync-schedules.js'

/**
 * Starts what is due by the clock. A schedule is armed for its next time in the transaction that inserts its runs, so each
 * time counts once however many workers there are; times that passed while nobody worked count once together.
 */
export async function runSchedules(context: AutomationContext, catalog: Catalog): Promise<void> {
  const { key: workspace } = catalog.workspace
  const { rows } = await context.pool.query<{ workflow_id: string; next_at: Date }>(
    `SELECT workflow_id, next_at FROM ${workspaceTable(workspace, 'schedules')}
     WHERE next_at <= now() + make_interval(secs => $1) ORDER BY next_at`,
    [clockSkew(context)],
  )
  if (rows.length === 0) return
  const graphs = new Map(scheduledGraphs(catalog).map((graph) => [graph.id, graph]))
  for (const { workflow_id, next_at } of rows) {
    const graph = graphs.get(workflow_id)
    if (graph !== undefined) await runSchedule(context, catalog, graph, next_at)
  }
}

async function runSchedule(context: AutomationContext, catalog: Catalog, graph: Graph, due: Date): Promise<void> {
  const { key: workspace, timeZone } = catalog.workspace
  const at = context.clock()
  const next = nextTime(graph.trigger.cron ?? '', timeZone, at)
  if (next === undefined) return
  await inTransaction(context.pool, async (client) => {
    const armed = await client.query(
      `UPDATE ${workspaceTable(workspace, 'schedules')} SET next_at = $3, last_at = $4
       WHERE workflow_id = $1 AND next_at = $2`,
      [graph.id, due, next, at],
    )
    if (armed.rowCount === 0) return
    const object = graph.object === undefined ? undefined : objectOf(catalog, graph.object)
    const runs = await runsOf(context, catalog, graph)
    await insertRuns(
      context,
      client,
      { workspace, workflow: graph.id, object: object?.id, by: null, at: at.getTime() },
      runs,
    )
    await context.askForJob(client, workspace, next)
    await point('before-schedule-commit')
  })
}

async function runsOf(context: AutomationContext, catalog: Catalog, graph: Graph): Promise<readonly NewRun[]> {
  const stopped = (error: FieldProblem): NewRun => ({ id: uuid7(), record: null, version: null, after: null, error })
  if (graph.object === undefined) return [{ id: uuid7(), record: null, version: null, after: null }]
  const object = objectOf(catalog, graph.object)
  if (object === undefined) return [stopped(makeFieldProblem('', 'reference.deleted', { name: graph.object }))]
  const filter = graph.trigger.when === undefined ? { key: 'true' } : printFormula(catalog, graph.trigger.when)
  if ('lost' in filter) return [stopped(makeFieldProblem('', 'reference.deleted', { name: filter.lost }))]
  const { ids, areMore } = await matching(context, catalog, graph, object.key, filter.key)
  const runs: NewRun[] = []
  for (let start = 0; start < ids.length; start += pageSize) {
    const page = ids.slice(start, start + pageSize)
    const snapshots = await context.engine.automation.snapshots(catalog.workspace.key, object.id, page)
    runs.push(
      ...page.flatMap((id) => snapshots.get(id) ?? []).map((snapshot) => runFor(String(snapshot.after?.id), snapshot)),
    )
  }
  if (!areMore) return runs
  return [...runs, stopped(makeFieldProblem('', 'run.too_many_records', { limit: limits.records }))]
}

const pageSize = 500

async function matching(
  { engine }: AutomationContext,
  catalog: Catalog,
  graph: Graph,
  object: string,
  filter: string,
): Promise<{ readonly ids: readonly string[]; readonly areMore: boolean }> {
  const title = localize(graph.label, 'zh-CN')
  const actor = workflowActor(catalog.workspace.key, { workflow: graph.id, title, depth: 0 })
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await engine.records.query(actor, object, {
      fields: ['version'],
      filter,
      sort: ['createdAt'],
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    })
    ids.push(...(JSON.parse(page.recordsJson) as readonly { readonly id: string }[]).map(({ id }) => id))
    after = page.next ?? undefined
  } while (after !== undefined && ids.length <= limits.records)
  return { ids: ids.slice(0, limits.records), areMore: ids.length > limits.records || after !== undefined }
}
