import { AppError } from '@tessera/metadata'
import type { FieldProblem, Plan } from '@tessera/metadata'
import type { Actor, PublishAnswer } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { loadState } from '../catalog/load-catalog.js'
import { sqlState } from '../storage/transaction.js'
import { commitChange, PlanOutdated } from './commit-change.js'
import type { RevisionNote } from './commit-change.js'
import type { JobRunner } from './jobs.js'
import type { Ledgers } from './ledgers.js'
import { waitForLongTransactions } from './long-transactions.js'
import { prepareChange } from './prepare-change.js'
import type { PrepareInput } from './prepare-change.js'
import type { PreparedChange, Proposal } from './prepared-change.js'

export interface PublishWork {
  readonly note: RevisionNote
  readonly accept: readonly string[]
  /** Called anew whenever the workspace has moved on. */
  propose(input: PrepareInput): Promise<Proposal>
}

/** Tries queue for a table so briefly that its readers do not notice; the last one may be noticed (decisions, section 3). */
const shortWaitMs = 50
const lastWaitMs = 300
const giveUpAfterMs = 20_000
const longestPauseMs = 2_000

/** lock_not_available, deadlock_detected, serialization_failure */
const busy = new Set(['55P03', '40P01', '40001'])
/** unique_violation: a duplicate came after the plan; the new plan shows it. */
const outdated = new Set(['23505'])

/**
 * Plans against today's revision and carries the plan out. When others publish meanwhile it plans again; when tables are in
 * use it tries again for 20 s, with pauses of random length.
 *
 * Errors: 422 schema.hazards (with the plan), 503 schema.busy, and those of `propose`.
 */
export async function publish(
  context: EngineContext,
  jobs: JobRunner,
  ledgers: Ledgers,
  actor: Actor,
  work: PublishWork,
): Promise<PublishAnswer> {
  const started = performance.now()
  let prepared: PreparedChange | undefined
  for (let attempt = 1; ; attempt += 1) {
    const input = await prepareInput(context, ledgers, actor)
    if (prepared?.now.revision !== input.state.revision) {
      prepared = await prepareChange(input, await work.propose(input))
      refuseOpenHazards(prepared.plan, work.accept)
      if (prepared.documents.length === 0) return { revision: input.state.revision, plan: prepared.plan }
    }
    const pauseMs = Math.min(longestPauseMs, 100 * 2 ** attempt) * (0.5 + Math.random() / 2)
    const isLast = performance.now() - started + pauseMs > giveUpAfterMs
    try {
      if (!isLast) await waitForLongTransactions(context.pool, prepared, giveUpAfterMs - (performance.now() - started))
      const job = await commitChange(context, prepared, work.note, input.ledger, isLast ? lastWaitMs : shortWaitMs)
      return answer(context, jobs, prepared, job)
    } catch (error) {
      const state = sqlState(error) ?? ''
      if (error instanceof PlanOutdated || outdated.has(state)) prepared = undefined
      else if (!busy.has(state)) throw error
      if (isLast) throw new AppError('schema.busy').with({ retryAfterSeconds: 5, cause: error })
    }
    if (prepared !== undefined) await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** What a plan is made from: documents, physical names and every id so far. */
export async function prepareInput(context: EngineContext, ledgers: Ledgers, actor: Actor): Promise<PrepareInput> {
  const state = await loadState(context.pool, actor.workspace)
  const ledger = await ledgers.of(actor.workspace)
  return { context, db: context.pool, actor, state, ledger }
}

function answer(context: EngineContext, jobs: JobRunner, prepared: PreparedChange, job: string | undefined): PublishAnswer {
  const { next, plan } = prepared
  context.catalogs.keep(next)
  if (job === undefined) return { revision: next.revision, plan }
  jobs.start(next.workspace.key, job)
  return { revision: next.revision, plan, job }
}

/** Blocks can only be repaired, warnings must be named. */
function refuseOpenHazards(plan: Plan, accept: readonly string[]): void {
  const accepted = new Set(accept)
  const open = plan.hazards.filter(({ id, severity }) => severity === 'block' || (severity === 'warn' && !accepted.has(id)))
  if (open.length === 0) return
  const errors = open.map(({ id, message }): FieldProblem => ({ path: id, code: id.slice(0, id.indexOf(':')), message }))
  throw new AppError('schema.hazards', { count: open.length }).with({ plan, errors })
}
