import { AppError, DRAFT_COMMANDS, DRAFT_DOCUMENTS, makeFieldProblem } from '@tessera/metadata'
import type { DraftPatch, DraftSaved, FieldProblem } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import type { Actor, Drafts } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { requireCapability } from '../access/capabilities.js'
import { failpoint } from '../storage/failpoint.js'
import { inTransaction } from '../storage/transaction.js'
import {
  claimDraft,
  endDraft,
  measureDraft,
  readCommandNumbers,
  readDraft,
  writeCommands,
  writeDraftDocuments,
} from './draft-rows.js'

/** What a draft may take in the database. */
const limitBytes = 32 * 1024 * 1024

/**
 * Drafts of those who design: kept as they are sent, one per person. A save is one transaction that takes the row of the
 * draft first, so of two tabs that save at once exactly one wins and the other is told.
 */
export function createDrafts(context: EngineContext): Drafts {
  const refuseOthers = (actor: Actor): Promise<void> => requireCapability(context, actor, 'studio')
  return {
    get: async (actor) => {
      await refuseOthers(actor)
      const draft = await readDraft(context.pool, actor)
      if (draft === undefined) {
        const { revision } = await context.catalogs.refresh(actor.workspace)
        return { version: 0, base: revision, savedAt: null, tab: null, documents: {}, commands: [], cursor: 0 }
      }
      const { saved_at: savedAt, ...rest } = draft
      return { ...rest, savedAt: savedAt.toISOString() }
    },
    save: async (actor, patch) => {
      await refuseOthers(actor)
      return inTransaction(context.pool, (client) => save(client, actor, patch, context.clock()))
    },
    discard: async (actor, version) => {
      await refuseOthers(actor)
      const isEnded = await endDraft(context.pool, actor, version)
      if (isEnded || version === undefined || version === 0) return
      throw new AppError('draft.conflict')
    },
  }
}

async function save(client: PoolClient, actor: Actor, patch: DraftPatch, at: Date): Promise<DraftSaved> {
  const { keep, commands, documents } = patch
  const total = keep + commands.length
  if (patch.cursor > total) throw tooLarge('cursor', total)
  // Applied commands fall off at the old end; should more than that be over, undone ones fall off at the new end.
  const dropped = Math.min(Math.max(0, total - DRAFT_COMMANDS), patch.cursor)
  const cursor = patch.cursor - dropped
  const version = await claimDraft(client, actor, { ...patch, cursor }, at)
  if (version === undefined) throw new AppError('draft.conflict')
  const { first, count } = await readCommandNumbers(client, actor)
  if (keep > count) throw tooLarge('keep', count)
  const added = commands.slice(Math.max(0, dropped - keep), DRAFT_COMMANDS + dropped - keep)
  await writeCommands(client, actor, first + dropped, first + Math.max(keep, dropped), added)
  await failpoint('draft.after-commands')
  await writeDraftDocuments(client, actor, documents)
  await refuseLarge(client, actor)
  const kept = Math.min(total - dropped, DRAFT_COMMANDS)
  return { version, savedAt: at.toISOString(), commands: kept, dropped, cursor }
}

async function refuseLarge(client: PoolClient, actor: Actor): Promise<void> {
  const { documents, bytes } = await measureDraft(client, actor)
  if (documents > DRAFT_DOCUMENTS) {
    throw refused(makeFieldProblem('/documents', 'document.too_many', { max: DRAFT_DOCUMENTS }))
  }
  if (bytes > limitBytes) throw new AppError('draft.too_large', { limitBytes })
}

function tooLarge(name: 'keep' | 'cursor', max: number): AppError {
  return refused(makeFieldProblem(`/${name}`, 'document.too_large', { max }))
}

function refused(problem: FieldProblem): AppError {
  return new AppError('request.invalid').with({ errors: [problem] })
}
