import { AppError, makeFieldProblem } from '@tessera/metadata'
import type { BatchAnswer, BatchRequest, BatchResult, FieldProblem } from '@tessera/metadata'
import type { Actor, Records } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { isUuid, uuid7 } from '../storage/uuid7.js'
import { checkDrafts, isGood } from './check-drafts.js'
import { newDraft } from './draft.js'
import type { Draft } from './draft.js'
import { parseDraft } from './parse-draft.js'
import { writeAll, writePartial } from './write-batch.js'
import { isUnchanged } from './write-good.js'
import { writeTransaction } from './write-request.js'
import type { WriteRequest } from './write-request.js'

const maxOperations = 10_000

/** Many writes of one object in one transaction: all or nothing, or with `partial` every record that can be written. */
export function createBatch(context: EngineContext): Records['batch'] {
  return async (actor, object, batch, options = {}) => {
    checkShape(batch)
    return writeTransaction(context, actor, object, options, async (request) => {
      const drafts = draftsOf(request, actor, batch)
      await checkDrafts(request.session, request.object, request.access, drafts)
      if (options.partial === true) {
        await writePartial(request.session, request.object, drafts)
        return { answer: verdicts(drafts), ids: writtenIds(drafts) }
      }
      await writeAll(request.session, request.object, drafts, true)
      return { answer: done(drafts), ids: writtenIds(drafts) }
    })
  }
}

/** Errors: batch.too_many, batch.repeated. */
function checkShape(batch: BatchRequest): void {
  const { create = [], update = [], delete: remove = [] } = batch
  if (create.length + update.length + remove.length > maxOperations)
    throw new AppError('batch.too_many', { limit: maxOperations })
  const seen = new Set<string>()
  const places = [
    ...update.map(({ id }, index) => ({ id, path: `update/${index}/id` })),
    ...remove.map((id, index) => ({ id, path: `delete/${index}` })),
  ]
  for (const { id, path } of places) {
    const same = String(id).toLowerCase()
    if (seen.has(same)) {
      const errors = [makeFieldProblem(path, 'batch.repeated', { id: same })]
      throw new AppError('batch.repeated', { id: same }).with({ errors })
    }
    seen.add(same)
  }
}

const isVersion = (version: unknown): version is number => Number.isSafeInteger(version)

/** A version that is none would always be stale: the writer is told what is wrong instead. */
function versionProblems(version: unknown, index: number): FieldProblem[] {
  if (version === undefined || isVersion(version)) return []
  return [makeFieldProblem(`update/${index}/version`, 'document.type', { expected: ['integer'] })]
}

function draftsOf(request: WriteRequest, actor: Actor, batch: BatchRequest): Draft[] {
  const creates = (batch.create ?? []).map((body, index) =>
    parseDraft(request, actor, { op: 'create', place: `create/${index}`, index, body, newId: uuid7() }),
  )
  const updates = (batch.update ?? []).map(({ id, version, ...body }, index) => {
    const place = `update/${index}`
    const draft = parseDraft(request, actor, {
      op: 'change',
      place,
      index,
      body,
      id,
      ifVersion: isVersion(version) ? version : undefined,
    })
    draft.problems.push(...versionProblems(version, index))
    return draft
  })
  const deletes = (batch.delete ?? []).map((id, index) => {
    const draft = newDraft({
      op: 'delete',
      place: `delete/${index}`,
      index,
      id: id.toLowerCase(),
      ifVersion: undefined,
      sent: new Map(),
    })
    if (!isUuid(id)) draft.problems.push(makeFieldProblem(draft.place, 'record.not_found'))
    return draft
  })
  return [...creates, ...updates, ...deletes]
}

const writtenIds = (drafts: readonly Draft[]): string[] => drafts.filter(isGood).map(({ id }) => id)

const opNames = { create: 'create', change: 'update', delete: 'delete', restore: 'update' } as const

function done(drafts: readonly Draft[]): BatchAnswer {
  const versioned = (op: Draft['op']) =>
    drafts.filter((draft) => draft.op === op).map((draft) => ({ id: draft.id, version: versionOf(draft) }))
  return {
    created: versioned('create'),
    updated: versioned('change'),
    deleted: drafts.filter((draft) => draft.op === 'delete').map((draft) => draft.id),
  }
}

function verdicts(drafts: readonly Draft[]): BatchAnswer {
  const results = drafts.map((draft): BatchResult => {
    const base = { op: opNames[draft.op], index: draft.index }
    return draft.problems.length > 0
      ? { ...base, ok: false, errors: draft.problems }
      : { ...base, ok: true, id: draft.id, ...(draft.op === 'delete' ? {} : { version: versionOf(draft) }) }
  })
  const ok = results.filter((result) => result.ok).length
  return { results, ok, failed: results.length - ok }
}

/** Version after the write. */
const versionOf = (draft: Draft): number => (isUnchanged(draft) ? draft.version : draft.version + 1)
