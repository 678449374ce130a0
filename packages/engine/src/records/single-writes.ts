import { AppError } from '@tessera/metadata'
import type { Reader } from '../query/reader.js'
import type { Actor, RecordAnswer, Records, WriteOptions } from '../contract.js'
import type { Catalog } from '../catalog/catalog.js'
import type { EngineContext } from '../engine-context.js'
import { isUuid, uuid7 } from '../storage/uuid7.js'
import { checkDrafts } from './check-drafts.js'
import { newDraft } from './draft.js'
import type { Draft } from './draft.js'
import { fastChange, fastCreate } from './fast-writes.js'
import { parseDraft } from './parse-draft.js'
import { writeAll } from './write-batch.js'
import { afterCommit, openWrite, writeTransaction } from './write-request.js'
import type { WriteRequest } from './write-request.js'

type SingleWrites = Pick<Records, 'create' | 'update' | 'remove' | 'restore'>

/**
 * Writes of one record. Where nothing else is touched they run without a transaction of their own (fast-writes); otherwise,
 * and whenever an idempotency key has to be stored, through the same pipeline as a batch.
 */
export function createSingleWrites(context: EngineContext, reader: Reader): SingleWrites {
  const inPipeline = async (
    actor: Actor,
    object: string,
    options: WriteOptions,
    draftOf: (request: WriteRequest) => Draft,
  ): Promise<string> =>
    writeTransaction(context, actor, object, options, async (request) => {
      const draft = draftOf(request)
      await checkDrafts(request.session, request.object, request.access, [draft])
      await writeAll(request.session, request.object, [draft], false)
      return { answer: draft.id, ids: [draft.id] }
    })

  /** Tries the fast way; undefined = this write touches more than its own record. */
  const fast = async (
    actor: Actor,
    object: string,
    options: WriteOptions,
    write: (request: WriteRequest) => Promise<RecordAnswer | undefined>,
  ): Promise<RecordAnswer | undefined> =>
    options.idempotency === undefined && options.alongside === undefined
      ? context.catalogs.with(actor.workspace, async (catalog) => {
          const request = openWrite(context, catalog, actor, object)
          const written = await write(request)
          if (written !== undefined) afterCommit(context, request.session)
          return written
        })
      : undefined

  const answer = (actor: Actor, object: string, id: string): Promise<RecordAnswer> =>
    context.catalogs.with(actor.workspace, (catalog: Catalog) => reader.readBack(actor, catalog, object, id))

  return {
    create: async (actor, object, values, options = {}) => {
      const draftOf = (request: WriteRequest): Draft =>
        parseDraft(request, actor, { op: 'create', place: '', index: 0, body: values, newId: uuid7() })
      return (
        (await fast(actor, object, options, (request) => fastCreate(request, draftOf(request)))) ??
        (await answer(actor, object, await inPipeline(actor, object, options, draftOf)))
      )
    },
    update: async (actor, object, id, values, options = {}) => {
      requireRecordId(id)
      const draftOf = (request: WriteRequest): Draft =>
        parseDraft(request, actor, { op: 'change', place: '', index: 0, body: values, id, ifVersion: options.ifMatch })
      return (
        (await fast(actor, object, options, (request) => fastChange(request, draftOf))) ??
        (await answer(actor, object, await inPipeline(actor, object, options, draftOf)))
      )
    },
    remove: async (actor, object, id, options = {}) => {
      requireRecordId(id)
      await inPipeline(actor, object, options, () => plainDraft('delete', id, options.ifMatch))
    },
    restore: async (actor, object, id, options = {}) => {
      requireRecordId(id)
      return answer(
        actor,
        object,
        await inPipeline(actor, object, options, () => plainDraft('restore', id, options.ifMatch)),
      )
    },
  }
}

function plainDraft(op: 'delete' | 'restore', id: string, ifVersion: number | undefined): Draft {
  return newDraft({ op, place: '', index: 0, id, ifVersion, sent: new Map() })
}

/** Text that is no UUID can be no record's id: the same answer as for a missing record. */
function requireRecordId(id: string): void {
  if (!isUuid(id)) throw new AppError('record.not_found')
}
