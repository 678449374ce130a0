import { inTransaction, uuid7 } from '@tessera/engine'
import { AppError, type Texts } from '@tessera/metadata'
import type { AutomationContext } from '../automation-context.js'
import type { Runs } from '../contract.js'
import { toGraph, type Graph } from '../core/graph.js'
import { limits } from '../core/limits.js'
import { findWorkflow } from './find-workflow.js'
import { insertRuns, runFor, type NewRun } from './insert-runs.js'
import { requireAdministrator } from './require-administrator.js'

/**
 * See `Runs.start`. The condition of the trigger is not asked: whoever starts a workflow by hand wants it to run.
 *
 * @param nudge tells the workers of this process
 */
export function startRuns(context: AutomationContext, nudge: (workspace: string) => void): Runs['start'] {
  return async (actor, key, { records }) => {
    requireAdministrator(actor)
    const { workspace } = actor
    const catalog = await context.engine.automation.catalog(workspace)
    const document = findWorkflow(catalog, key)
    const graph = toGraph(document, 0)
    if (document.active !== true) throw notStartable('它没有启用。', 'it is not active.')
    if (graph.trigger.type === 'beforeSave') throw notStartable('它是保存之前的规则。', 'it is a rule before saving.')
    const runs = await runsFor(context, workspace, graph, records)
    const about = { workspace, workflow: graph.id, object: graph.object, by: actor.id, at: context.clock().getTime() }
    await inTransaction(context.pool, (client) => insertRuns(context, client, about, runs))
    nudge(workspace)
    return { runs: runs.map(({ id, record }) => ({ id, record })) }
  }
}

async function runsFor(
  { engine }: AutomationContext,
  workspace: string,
  { object }: Graph,
  records: readonly string[],
): Promise<readonly NewRun[]> {
  if (object === undefined) {
    if (records.length > 0) throw notStartable('它与记录无关。', 'it is not about records.')
    return [{ id: uuid7(), record: null, version: null, after: null }]
  }
  if (records.length === 0) throw notStartable('请选择记录。', 'choose records.')
  if (records.length > limits.records) throw new AppError('batch.too_many', { limit: limits.records })
  const snapshots = await engine.automation.snapshots(workspace, object, records)
  return [...new Set(records)].map((id) => {
    const snapshot = snapshots.get(id)
    if (snapshot === undefined) throw new AppError('record.not_found')
    return runFor(id, snapshot)
  })
}

function notStartable(chinese: string, english: string): AppError {
  const reason: Texts = { 'zh-CN': chinese, en: english }
  return new AppError('run.not_startable', { reason })
}
