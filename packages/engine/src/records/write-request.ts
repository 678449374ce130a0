import { AppError } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import { compileAccess } from '../access/compile-access.js'
import type { Access } from '../access/access.js'
import { administersPeople, keepsPeople, peopleKeeper } from '../access/people-keeper.js'
import { noteAudit, whoOf } from '../audit/note-audit.js'
import type { AuditNote } from '../audit/note-audit.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import type { Actor, WriteOptions } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { departmentObject } from '../access/load-organisation.js'
import { visibleObject } from '../query/visible-object.js'
import { keepOutcome, keepRefusal, refusalOf, replay, takeKey } from '../storage/idempotency.js'
import { inTransaction } from '../storage/transaction.js'
import { PendingRuns } from '../workflows/pending-runs.js'
import { insertRuns } from '../workflows/run-rows.js'
import { beginWrite } from './begin-write.js'
import type { WriteSession } from './write-session.js'

/** What a write works with: object, access, session on the pool. */
export interface WriteRequest {
  readonly catalog: Catalog
  readonly object: CatalogObject
  readonly access: Access
  readonly session: WriteSession
}

/**
 * Opens a write for an actor.
 * Errors: record.unknown_object also for objects the actor may not know; record.read_only_object for people; access.denied for
 * departments where the actor does not administer people.
 */
export function openWrite(context: EngineContext, catalog: Catalog, actor: Actor, objectKey: string): WriteRequest {
  const departments = departmentObject(catalog)
  // Whoever administers people writes any department, whatever else their roles say of records.
  const keepsThem = departments?.key === objectKey && administersPeople(catalog, actor)
  const access = compileAccess(catalog, keepsThem ? peopleKeeper(actor) : actor)
  const object = visibleObject(catalog, access, objectKey)
  if (object.id === catalog.userObject && !keepsPeople(actor)) throw new AppError('record.read_only_object')
  if (object === departments && !keepsThem) throw new AppError('access.denied')
  return {
    catalog,
    object,
    access,
    session: {
      db: context.pool,
      catalog,
      actor,
      runtime: runtimeValues(context, catalog, actor),
      runs: new PendingRuns(),
      automation: context.automation,
      rights: access,
    },
  }
}

/** What a write gives: its answer, and the ids of the written records in request order. */
export interface Work<T> {
  readonly answer: T
  readonly ids: readonly string[]
  /** What the audit log says of it. */
  readonly note?: AuditNote | undefined
}

/** Tells those in this process who wait for news of the workspace. */
export function afterCommit(context: EngineContext, { actor, runs }: WriteSession): void {
  context.onCommit?.(actor.workspace)
  if (runs.started.length > 0) context.automation?.wake(actor.workspace, runs.started)
}

/**
 * Runs a write in one transaction with the current catalog. With an idempotency key the outcome is stored with it (or, when
 * it is refused, after it), and a repeated request gets the stored one: neither `work` nor `alongside` runs then.
 *
 * @param withChildren records that point to those of the object are written, too
 */
export async function writeTransaction<T>(
  context: EngineContext,
  actor: Actor,
  objectKey: string,
  options: WriteOptions,
  work: (request: WriteRequest) => Promise<Work<T>>,
  withChildren = false,
): Promise<T> {
  const { idempotency, alongside } = options
  let done: WriteRequest | undefined
  const run = (catalog: Catalog): Promise<T> =>
    inTransaction(
      context.pool,
      async (client: PoolClient) => {
        const known = idempotency === undefined ? undefined : await takeKey(client, actor, idempotency)
        if (known !== undefined) return replay(known) as T
        const opened = openWrite(context, catalog, actor, objectKey)
        const acceptsDuplicates = options.duplicates === 'accept'
        const request = { ...opened, session: { ...opened.session, db: client, acceptsDuplicates } }
        const { answer, ids, note } = await work(request)
        await insertRuns(request.session)
        await alongside?.(client, ids)
        done = request
        if (idempotency !== undefined) await keepOutcome(client, actor, idempotency, { answer })
        if (note !== undefined) await noteAudit(context, client, whoOf(actor, options.origin), note)
        return answer
      },
      beginFor(catalog, objectKey, withChildren),
    )
  try {
    const answer = await context.catalogs.with(actor.workspace, run)
    if (done !== undefined) afterCommit(context, done.session)
    return answer
  } catch (error) {
    const refusal = idempotency === undefined ? undefined : refusalOf(error)
    if (idempotency === undefined || refusal === undefined) throw error
    const known = await keepRefusal(context.pool, actor, idempotency, refusal)
    if (known === undefined) throw error
    return replay(known) as T
  }
}

/** An unknown object takes no tables: the write is refused inside, where a stored outcome still counts. */
function beginFor(catalog: Catalog, objectKey: string, withChildren: boolean): string {
  const object = catalog.objectsByKey.get(objectKey)
  return object === undefined ? 'BEGIN' : beginWrite(catalog, object, withChildren)
}
