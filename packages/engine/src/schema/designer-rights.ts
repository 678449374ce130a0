import { AppError } from '@tessera/metadata'
import type { Change, Plan } from '@tessera/metadata'
import { isAdministrator } from '../access/access.js'
import type { Actor, PublishAnswer } from '../contract.js'

/**
 * Roles are changed by administrators alone: whoever may design could else give themselves every right.
 * Errors: access.denied.
 */
export function refuseRoles(actor: Actor, changes: readonly Change[]): void {
  const touchesRoles = changes.some((change) =>
    change.op === 'put' ? (change.document as { kind?: unknown }).kind === 'role' : change.kind === 'role',
  )
  if (touchesRoles && !isAdministrator(actor)) throw new AppError('access.denied')
}

/** A plan without values of records, for designers whose roles may hide them: numbers remain. */
export function planFor(actor: Actor, plan: Plan): Plan {
  if (isAdministrator(actor)) return plan
  return { ...plan, hazards: plan.hazards.map((hazard) => ({ ...hazard, samples: [] })) }
}

/** What a publish is answered or refused with: the plan in it, a kept one as well, says no more than one that was asked for. */
export async function publishFor(actor: Actor, publishing: Promise<PublishAnswer>): Promise<PublishAnswer> {
  try {
    const answer = await publishing
    return { ...answer, plan: planFor(actor, answer.plan) }
  } catch (error) {
    if (!(error instanceof AppError) || error.plan === undefined) throw error
    throw error.with({ plan: 'hazards' in error.plan ? planFor(actor, error.plan as Plan) : error.plan })
  }
}
