import { AppError } from '@tessera/metadata'
import type { FieldProblem, Plan } from '@tessera/metadata'
import type { Actor, IdempotencyKey, PublishAnswer } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { keepOutcome, takeKey } from '../storage/idempotency.js'
import type { Outcome } from '../storage/idempotency.js'
import { sqlState } from '../storage/transaction.js'
import { commitChange, PlanOutdated } from './commit-change.js'
import type { RevisionNote } from './commit-change.js'
import { queuePublish } from './ahead/queue-publish.js'
import { endDraft } from './draft-rows.js'
import type { JobRunner } from './jobs.js'
import type { Ledger } from './ledger.js'
import { waitForLongTransactions } from './long-transactions.js'
import type { PlanMemory } from './plan-memory.js'
import { busyStates, inPlanSession } from './plan-session.js'
import { prepareChange } from './prepare-change.js'
import type { PrepareInput } from './prepare-change.js'
import { keepingRefusal, replayPublish } from './publish-once.js'
import type { KeptPublish } from './publish-once.js'
import type { PreparedChange, Proposal } from './prepared-change.js'

/** Thrown when what a job has prepared does not fit any more: others have changed the same since. */
export class ShadowOutdated extends Error {
  constructor() {
    super('the documents have changed since this was prepared')
  }
}

export interface PublishWork {
  readonly note: RevisionNote
  readonly accept: readonly string[]
  readonly key: IdempotencyKey | undefined
  /** Called anew whenever the workspace has moved on. */
  propose(input: PrepareInput): Promise<Proposal>
}

/**
 * How long a try queues for a table, and everyone who comes later behind it: so briefly at first that nobody notices, longer
 * when that was in vain, and never longer than can be borne (decisions, section 3).
 */
const waitsMs = [50, 50, 50, 150, 150] as const
const lastWaitMs = 300
const longestPauseMs = 2_000

/** unique_violation: a duplicate came after the plan; the new plan shows it. */
const outdatedState = '23505'

/**
 * Plans against today's revision and carries the plan out. When others publish meanwhile it plans again; when tables are in
 * use it tries again with pauses of random length, `patienceMs` in all. With an idempotency key the outcome is kept with the
 * revision (or, when it is refused, after it), and a repeated request gets the kept one.
 *
 * Errors: 422 schema.hazards (with the plan), 503 schema.busy, those of `propose`, and those of `takeKey`.
 */
export async function publish(
  context: EngineContext,
  jobs: Pick<JobRunner, 'start'>,
  memory: PlanMemory,
  actor: Actor,
  work: PublishWork,
  patienceMs = 20_000,
): Promise<PublishAnswer> {
  return keepingRefusal(context, actor, work.key, () =>
    publishPatiently(context, jobs, memory, actor, work, patienceMs),
  )
}

async function publishPatiently(
  context: EngineContext,
  jobs: Pick<JobRunner, 'start'>,
  memory: PlanMemory,
  actor: Actor,
  work: PublishWork,
  patienceMs: number,
): Promise<PublishAnswer> {
  const leftUntil = performance.now() + patienceMs
  let prepared: Prepared | Known | undefined
  for (let attempt = 1; ; attempt += 1) {
    const pauseMs = Math.min(longestPauseMs, 100 * 2 ** attempt) * (0.5 + Math.random() / 2)
    const isLast = performance.now() + pauseMs > leftUntil
    const lockWaitMs = isLast ? lastWaitMs : (waitsMs[attempt - 1] ?? lastWaitMs)
    try {
      prepared ??= await prepare(context, memory, actor, work)
      if ('known' in prepared) return await replayPublish(context, actor, prepared.known)
      const { change, ledger } = prepared
      if (change.documents.length === 0 && change.parts.length === 0 && change.template === undefined)
        return await answerUnchanged(context, actor, change, work)
      if (change.later.conversions.size + change.later.uniques.size > 0)
        return await leaveToJob(context, jobs, actor, prepared, work)
      if (!isLast) await waitForLongTransactions(context.pool, change, leftUntil - performance.now())
      const committed = await commitChange(context, change, work.note, ledger, lockWaitMs, work.key)
      if ('known' in committed) return await replayPublish(context, actor, committed.known)
      return answer(context, jobs, memory, change, committed.jobs)
    } catch (error) {
      const state = sqlState(error) ?? ''
      const isOutdated = error instanceof PlanOutdated || state === outdatedState
      if (!isOutdated && !busyStates.has(state)) throw error
      if (isLast) throw new AppError('schema.busy').with({ retryAfterSeconds: 5, cause: error })
      if (isOutdated) prepared = undefined
      else await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}

interface Prepared {
  readonly change: PreparedChange
  readonly proposal: Proposal
  readonly ledger: Ledger
}

/** The request was answered before. */
interface Known {
  readonly known: Outcome
}

async function prepare(
  context: EngineContext,
  memory: PlanMemory,
  actor: Actor,
  { key, propose, accept }: PublishWork,
): Promise<Prepared | Known> {
  return inPlanSession(context, memory, actor, async (input) => {
    // Asked in the snapshot of the plan: either the outcome is there, or nothing of what it stands for is.
    const known = key === undefined ? undefined : await takeKey(input.db, actor, key)
    if (known !== undefined) return { known }
    const proposal = await propose(input)
    const change = await prepareChange(input, proposal)
    refuseOpenHazards(change.plan, accept)
    return { change, proposal, ledger: input.ledger }
  })
}

/** Big tables: a job converts values and builds uniqueness, while everybody goes on working, and publishes then. */
async function leaveToJob(
  context: EngineContext,
  jobs: Pick<JobRunner, 'start'>,
  actor: Actor,
  { change, proposal }: Prepared,
  work: PublishWork,
): Promise<PublishAnswer> {
  if (work.note.job !== undefined) throw new ShadowOutdated()
  const queued = await queuePublish(context, actor, change, proposal, work)
  if ('known' in queued) return replayPublish(context, actor, queued.known)
  jobs.start(change.now.workspace.key, queued.job)
  return queued
}

/** Nothing differs: there is no new revision, and no transaction to keep the outcome in. */
async function answerUnchanged(
  context: EngineContext,
  actor: Actor,
  { now, plan }: PreparedChange,
  { key, note }: PublishWork,
): Promise<PublishAnswer> {
  const answered: KeptPublish & PublishAnswer = { revision: now.revision, plan }
  if (note.draft !== undefined) await endDraft(context.pool, actor, note.draft)
  if (key !== undefined) await keepOutcome(context.pool, actor, key, { answer: answered })
  return answered
}

function answer(
  context: EngineContext,
  jobs: Pick<JobRunner, 'start'>,
  memory: PlanMemory,
  prepared: PreparedChange,
  started: readonly string[],
): PublishAnswer {
  const { next, plan, template } = prepared
  context.catalogs.keep(next)
  context.onCommit?.(next.workspace.key)
  const [job] = started
  const outline = template?.outline === undefined ? {} : { outline: template.outline }
  if (job === undefined) {
    memory.keep(prepared.installed)
    return { revision: next.revision, plan, ...outline }
  }
  for (const id of started) jobs.start(next.workspace.key, id)
  return { revision: next.revision, plan, job, ...outline }
}

/** Blocks can only be repaired, warnings must be named. */
function refuseOpenHazards(plan: Plan, accept: readonly string[]): void {
  const accepted = new Set(accept)
  const open = plan.hazards.filter(
    ({ id, severity }) => severity === 'block' || (severity === 'warn' && !accepted.has(id)),
  )
  if (open.length === 0) return
  const errors = open.map(({ id, message }): FieldProblem => ({
    path: id,
    code: id.slice(0, id.indexOf(':')),
    message,
  }))
  throw new AppError('schema.hazards', { count: open.length }).with({ plan, errors })
}
