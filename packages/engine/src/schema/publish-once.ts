import type { Plan } from '@tessera/metadata'
import type { Actor, IdempotencyKey, PublishAnswer } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { keepRefusal, refusalOf, replay } from '../storage/idempotency.js'
import type { Outcome } from '../storage/idempotency.js'
import { readChange } from './change-log.js'

/** What is kept of a publish. Its plan stands with its revision; where nothing was to be done there is no such revision. */
export interface KeptPublish {
  readonly revision: number
  readonly job?: string
  readonly plan?: Plan
  readonly pending?: true
  readonly outline?: PublishAnswer['outline']
}

/** The answer of a publish that has been done already; throws the kept refusal. */
export async function replayPublish(context: EngineContext, actor: Actor, outcome: Outcome): Promise<PublishAnswer> {
  const { revision, job, plan, pending, outline } = replay(outcome) as KeptPublish
  return {
    revision,
    plan: plan ?? (await readChange(context.pool, actor.workspace, revision)).plan,
    ...(job === undefined ? {} : { job }),
    ...(pending === undefined ? {} : { pending }),
    ...(outline === undefined ? {} : { outline }),
  }
}

/**
 * Runs a publish whose success keeps its own outcome, and keeps its refusal. When a rival with the same key was faster, its
 * outcome counts.
 */
export async function keepingRefusal(
  context: EngineContext,
  actor: Actor,
  key: IdempotencyKey | undefined,
  work: () => Promise<PublishAnswer>,
): Promise<PublishAnswer> {
  try {
    return await work()
  } catch (error) {
    const refusal = refusalOf(error)
    if (key === undefined || refusal === undefined) throw error
    const known = await keepRefusal(context.pool, actor, key, refusal)
    if (known === undefined) throw error
    return replayPublish(context, actor, known)
  }
}
