import { AppError, makeFieldProblem, normalizeJson, normalizeText } from '@tessera/metadata'
import type { Actor, Changes, PublishAnswer } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { requireCapability } from '../access/capabilities.js'
import { planFor, publishFor, refuseRoles } from './designer-rights.js'
import { sqlState } from '../storage/transaction.js'
import { listChanges, readChange } from './change-log.js'
import type { JobRunner } from './jobs.js'
import type { PlanMemory } from './plan-memory.js'
import { busyStates, inPlanSession } from './plan-session.js'
import { prepareChange } from './prepare-change.js'
import type { PrepareInput } from './prepare-change.js'
import { proposeChanges } from './propose-changes.js'
import { publish } from './publish.js'
import type { PublishWork } from './publish.js'
import { revisedDocuments } from './revised-documents.js'
import { proposeUndo } from './undo-changes.js'

/**
 * Changing documents: plan, publish, undo, and the list of what was done. Who may design may; everyone else gets 403
 * access.denied, which tells nothing.
 */
export function createChanges(context: EngineContext, memory: PlanMemory, jobs: JobRunner): Changes {
  const look = <T>(actor: Actor, work: (input: PrepareInput) => Promise<T>): Promise<T> =>
    inPlanSession(context, memory, actor, work).catch((error: unknown) => {
      if (!busyStates.has(sqlState(error) ?? '')) throw error
      throw new AppError('schema.busy').with({ retryAfterSeconds: 5, cause: error })
    })
  const refuseOthers = (actor: Actor): Promise<void> => requireCapability(context, actor, 'studio')
  const carryOut = (actor: Actor, work: PublishWork): Promise<PublishAnswer> =>
    publishFor(actor, publish(context, jobs, memory, actor, work))
  return {
    plan: async (actor, changes) => {
      await refuseOthers(actor)
      const normalized = normalizeJson(changes)
      refuseRoles(actor, normalized.changes)
      return look(actor, async (input) => {
        const { plan } = await prepareChange(input, await proposeChanges(input, normalized))
        return planFor(actor, plan)
      })
    },
    planUndo: async (actor, revision) => {
      await refuseOthers(actor)
      return look(actor, async (input) =>
        planFor(actor, (await prepareChange(input, await proposeUndo(input, revision))).plan),
      )
    },
    publish: async (actor, { base, changes, message, accept = [], draft, idempotency: key, origin }) => {
      await refuseOthers(actor)
      // Without a base the changes are against today's documents: fixed once, so that a rival publish is merged, not overwritten.
      const normalized = normalizeJson(changes)
      refuseRoles(actor, normalized)
      const from = base ?? (await context.catalogs.refresh(actor.workspace)).revision
      return carryOut(actor, {
        note: { actor, message: messageOf(message), undoes: undefined, draft, origin },
        accept,
        key,
        propose: (input) => proposeChanges(input, { base: from, changes: normalized }),
      })
    },
    undo: async (actor, revision, { accept = [], idempotency: key, origin }) => {
      await refuseOthers(actor)
      return carryOut(actor, {
        note: { actor, message: undefined, undoes: revision, origin },
        accept,
        key,
        propose: (input) => proposeUndo(input, revision),
      })
    },
    list: async (actor, query) => {
      await refuseOthers(actor)
      return listChanges(context.pool, actor.workspace, query)
    },
    get: async (actor, revision) => {
      await refuseOthers(actor)
      return look(actor, async (input) => {
        const change = await readChange(input.db, actor.workspace, revision)
        return { ...change, plan: planFor(actor, change.plan), documents: await revisedDocuments(input, revision) }
      })
    },
  }
}

function messageOf(sent: string | undefined): string | undefined {
  const message = normalizeText(sent ?? '')
  if (message !== undefined) return message ?? undefined
  throw new AppError('request.invalid').with({ errors: [makeFieldProblem('/message', 'text.invalid')] })
}
