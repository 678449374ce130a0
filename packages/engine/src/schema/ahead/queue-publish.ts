import { AppError } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import type { PhysicalName } from '../../catalog/catalog.js'
import type { Actor, PublishAnswer } from '../../contract.js'
import type { EngineContext } from '../../engine-context.js'
import { awaitKey, keepOutcome } from '../../storage/idempotency.js'
import type { Outcome } from '../../storage/idempotency.js'
import { inTransaction } from '../../storage/transaction.js'
import { uuid7 } from '../../storage/uuid7.js'
import { jobsTable } from '../job-rows.js'
import type { JobInput, JobTask } from '../job-rows.js'
import type { PreparedChange, Proposal } from '../prepared-change.js'
import type { PublishWork } from '../publish.js'
import type { KeptPublish } from '../publish-once.js'
import { toQueued } from './queued-publish.js'

/**
 * Leaves a publish to a job, which first converts values and builds uniqueness of big tables, and publishes then; nothing is changed before. Gives
 * what was kept where the same request was answered already. Errors: 409 field.converting.
 */
export async function queuePublish(
  context: EngineContext,
  actor: Actor,
  prepared: PreparedChange,
  proposal: Proposal,
  { note, accept, key }: PublishWork,
): Promise<(PublishAnswer & { readonly job: string }) | { readonly known: Outcome }> {
  const workspace = prepared.now.workspace.key
  const { message, undoes, draft, origin } = note
  const publish = toQueued(prepared, proposal, {
    actor,
    accept,
    ...(message === undefined ? {} : { message }),
    ...(undoes === undefined ? {} : { undoes }),
    ...(draft === undefined ? {} : { draft }),
    ...(origin === undefined ? {} : { origin }),
  })
  const id = uuid7()
  const input: JobInput = { tasks: tasksOf(prepared), at: 0, publish }
  const outline = proposal.template?.outline
  const told = outline === undefined ? {} : { outline }
  const answer = { revision: prepared.now.revision, plan: prepared.plan, job: id, pending: true, ...told } as const
  return inTransaction(context.pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`publish ${workspace}`])
    const known = key === undefined ? undefined : await awaitKey(client, actor, key)
    if (known !== undefined) return { known }
    await refuseSecond(client, workspace, input.tasks, prepared)
    await client.query(
      `INSERT INTO ${jobsTable(workspace)} (id, kind, state, input, total, created_at) VALUES ($1, 'prepare', 'queued', $2, $3, $4)`,
      [id, JSON.stringify(input), rowsOf(prepared), context.clock()],
    )
    if (key !== undefined) await keepOutcome(client, actor, key, { answer: answer satisfies KeptPublish })
    return answer
  })
}

/** The columns the change would make, filled ahead, the uniqueness it would have, and then the publish. */
function tasksOf({ parts, later }: PreparedChange): JobTask[] {
  const fills = [...later.conversions].flatMap(({ objectId, fieldId }): JobTask[] => {
    const column = parts.find(
      ({ act, part }) =>
        act === 'create' && part.kind === 'column' && part.objectId === objectId && part.partId === fieldId,
    )
    return column === undefined ? [] : [{ do: 'convert', name: column.part.name, objectId, fieldId }]
  })
  const uniques = parts.flatMap(({ part }): JobTask[] =>
    later.uniques.has(part.name) ? [{ do: 'unique', name: part.name, part }] : [],
  )
  return [...fills, ...uniques, { do: 'publish', name: '' }]
}

const rowsOf = ({ plan }: PreparedChange): number =>
  plan.steps.reduce(
    (sum, step) =>
      sum + ((step.do === 'convert' || step.do === 'addUnique') && step.lock === 'background' ? step.rows : 0),
    0,
  )

/** A field has at most one conversion at a time. */
async function refuseSecond(
  client: PoolClient,
  workspace: string,
  tasks: readonly JobTask[],
  { next }: PreparedChange,
): Promise<void> {
  for (const task of tasks) {
    if (task.do === 'unique') await refuseSecondUnique(client, workspace, task.part)
    if (task.do !== 'convert') continue
    const { objectId, fieldId } = task
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM ${jobsTable(workspace)} WHERE state IN ('queued', 'running') AND input->'tasks' @> $1 LIMIT 1`,
      [JSON.stringify([{ do: 'convert', objectId, fieldId }])],
    )
    const label = next.objects.get(objectId)?.fieldsById.get(fieldId)?.label ?? fieldId
    if (rows.length > 0) throw new AppError('field.converting', { label })
  }
}

async function refuseSecondUnique(
  client: PoolClient,
  workspace: string,
  { objectId, partId }: PhysicalName,
): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM ${jobsTable(workspace)} WHERE state IN ('queued', 'running') AND input->'tasks' @> $1 LIMIT 1`,
    [JSON.stringify([{ do: 'unique', part: { objectId, partId } }])],
  )
  if (rowCount !== 0) throw new AppError('unique.building')
}
