import { workspaceTable, type Catalog } from '@tessera/engine'
import type { AutomationContext } from '../automation-context.js'
import { toGraph, type Graph } from '../core/graph.js'
import { nextTime } from './next-time.js'

/** The active workflows that start by the clock. */
export function scheduledGraphs({ documents }: Catalog): readonly Graph[] {
  return [...documents.values()].flatMap((document) => {
    if (document.kind !== 'workflow' || document.active !== true) return []
    const graph = toGraph(document, 0)
    return graph.trigger.type === 'schedule' && graph.trigger.cron !== undefined ? [graph] : []
  })
}

/**
 * Brings the armed schedules to what the documents say: new ones are armed for their next time, those whose times or zone
 * changed are armed anew, those that are gone or inactive are taken away. The others keep their time, also a missed one.
 */
export async function syncSchedules({ pool, clock }: AutomationContext, catalog: Catalog): Promise<void> {
  const { key, timeZone } = catalog.workspace
  const now = clock()
  const wanted = scheduledGraphs(catalog).flatMap(({ id, trigger }) => {
    const cron = trigger.cron ?? ''
    const next = nextTime(cron, timeZone, now)
    return next === undefined ? [] : [{ id, times: `${cron} ${timeZone}`, next: next.toISOString() }]
  })
  const schedules = workspaceTable(key, 'schedules')
  await pool.query(
    `WITH wanted AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS w(id text, times text, next timestamptz)),
       gone AS (DELETE FROM ${schedules} WHERE workflow_id NOT IN (SELECT id FROM wanted))
     INSERT INTO ${schedules} AS s (workflow_id, times, next_at) SELECT id, times, next FROM wanted
     ON CONFLICT (workflow_id) DO UPDATE SET times = excluded.times, next_at = excluded.next_at
     WHERE s.times <> excluded.times`,
    [JSON.stringify(wanted)],
  )
}
