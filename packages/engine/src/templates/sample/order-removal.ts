import type { PoolClient } from 'pg'
import { noteAudit, whoOf } from '../../audit/note-audit.js'
import type { Catalog } from '../../catalog/catalog.js'
import type { Actor, Origin } from '../../contract.js'
import type { EngineContext } from '../../engine-context.js'
import { insertQueued } from '../../schema/job-rows.js'
import { dayIn } from '../../engine-context.js'
import { uuid7 } from '../../storage/uuid7.js'
import { countSample, sumOfSample } from './count-sample.js'
import { refuseAtWork } from './order-sample.js'

/** Two orders about the same sample data wait for each other, as two publishes do. */
export async function lockPublishing(client: PoolClient, workspace: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`publish ${workspace}`])
}

/**
 * Writes the job that removes the sample records of a template, as far as their objects are there. Undefined when there are none.
 * Errors: 409 template.sample_at_work.
 */
export async function orderRemoval(
  context: EngineContext,
  client: PoolClient,
  catalog: Catalog,
  {
    actor,
    origin,
    template,
  }: { readonly actor: Actor; readonly origin: Origin | undefined; readonly template: string },
): Promise<string | undefined> {
  const { key: workspace, timeZone } = catalog.workspace
  const total = sumOfSample((await countSample(client, catalog)).get(template))
  await refuseAtWork(client, workspace, template)
  if (total === 0) return undefined
  const id = uuid7()
  const today = dayIn(timeZone, context.clock())
  const sample = { template, templates: [template], objects: {}, answers: {}, today }
  const input = { tasks: [{ do: 'unsample', name: '' } as const], at: 0, actor, sample }
  await insertQueued(client, workspace, { id, kind: 'sampleRemove', input, total, at: context.clock() })
  const details = { name: template, count: total }
  await noteAudit(context, client, whoOf(actor, origin), { action: 'template.sampleRemoved', details })
  return id
}
