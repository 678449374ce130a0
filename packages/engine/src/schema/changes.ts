import { AppError, makeFieldProblem, normalizeJson, normalizeText } from '@tessera/metadata'
import type { Actor, Changes } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { sqlState } from '../storage/transaction.js'
import { listChanges, readChange } from './change-log.js'
import type { JobRunner } from './jobs.js'
import type { PlanMemory } from './plan-memory.js'
import { busyStates, inPlanSession } from './plan-session.js'
import { prepareChange } from './prepare-change.js'
import type { PrepareInput } from './prepare-change.js'
import { proposeChanges } from './propose-changes.js'
import { publish } from './publish.js'
import { revisedDocuments } from './revised-documents.js'
import { proposeUndo } from './undo-changes.js'

/**
 * Changing documents: plan, publish, undo, and the list of what was done. Only administrators may; everyone else gets 403
 * access.denied, which tells nothing.
 */
export function createChanges(context: EngineContext, memory: PlanMemory, jobs: JobRunner): Changes {
  const look = <T>(actor: Actor, work: (input: PrepareInput) => Promise<T>): Promise<T> =>
    inPlanSession(context, memory, actor, work).catch((error: unknown) => {
      if (!busyStates.has(sqlState(error) ?? '')) throw error
      throw new AppError('schema.busy').with({ retryAfterSeconds: 5, cause: error })
    })
  return {
    plan: async (actor, changes) => {
      refuseOthers(actor)
      return look(actor, async (input) => {
        const { plan } = await prepareChange(input, await proposeChanges(input, normalizeJson(changes)))
        return plan
      })
    },
    planUndo: async (actor, revision) => {
      refuseOthers(actor)
      return look(actor, async (input) => (await prepareChange(input, await proposeUndo(input, revision))).plan)
    },
    publish: async (actor, { base, changes, message, accept = [], draft, idempotency: key, origin }) => {
      refuseOthers(actor)
      // Without a base the changes are against today's documents: fixed once, so that a rival publish is merged, not overwritten.
      const normalized = normalizeJson(changes)
      const from = base ?? (await context.catalogs.refresh(actor.workspace)).revision
      return publish(context, jobs, memory, actor, {
        note: { actor, message: messageOf(message), undoes: undefined, draft, origin },
        accept,
        key,
        propose: (input) => proposeChanges(input, { base: from, changes: normalized }),
      })
    },
    undo: async (actor, revision, { accept = [], idempotency: key, origin }) => {
      refuseOthers(actor)
      return publish(context, jobs, memory, actor, {
        note: { actor, message: undefined, undoes: revision, origin },
        accept,
        key,
        propose: (input) => proposeUndo(input, revision),
      })
    },
    list: async (actor, query) => {
      refuseOthers(actor)
      return listChanges(context.pool, actor.workspace, query)
    },
    get: async (actor, revision) => {
      refuseOthers(actor)
      return look(actor, async (input) => {
        const change = await readChange(input.db, actor.workspace, revision)
        return { ...change, documents: await revisedDocuments(input, revision) }
      })
    },
  }
}

function messageOf(sent: string | undefined): string | undefined {
  const message = normalizeText(sent ?? '')
  if (message !== undefined) return message ?? undefined
  throw new AppError('request.invalid').with({ errors: [makeFieldProblem('/message', 'text.invalid')] })
}

function refuseOthers(actor: Actor): void {
  if (!actor.roles.includes('administrator')) throw new AppError('access.denied')
}
