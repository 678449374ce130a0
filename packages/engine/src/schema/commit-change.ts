import { toWireDocument } from '@tessera/metadata'
import type { Change } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import { notePublish } from '../audit/note-publish.js'
import type { Actor, IdempotencyKey, Origin } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { runtimeValues } from '../engine-context.js'
import { likenessPart } from '../catalog/likeness-part.js'
import { failpoint } from '../storage/failpoint.js'
import { awaitKey, keepOutcome } from '../storage/idempotency.js'
import type { Outcome } from '../storage/idempotency.js'
import { qualified, quoteIdentifier } from '../storage/identifiers.js'
import { inTransaction } from '../storage/transaction.js'
import { fillAutoNumbers } from './fill-auto-numbers.js'
import { fillLinks } from './fill-links.js'
import { fillMembers } from './fill-members.js'
import { fillRollups } from './fill-rollups.js'
import { fillLikeness } from './fill-likeness.js'
import { fillSearch } from './fill-search.js'
import { fillSince } from './fill-since.js'
import { insertTemplates } from '../templates/template-rows.js'
import { isReplacement } from './data-hazards.js'
import { convertValues } from './conversions/convert-values.js'
import { ddlOf } from './ddl.js'
import { endDraft } from './draft-rows.js'
import { documentNames } from './document-names.js'
import { insertJob } from './job-rows.js'
import { insertRevision } from './insert-revision.js'
import type { Ledger } from './ledger.js'
import type { PreparedChange } from './prepared-change.js'
import type { KeptPublish } from './publish-once.js'
import { lockSql } from './tables-to-lock.js'
import { writePhysical } from './write-physical.js'

/** What a revision is recorded with. */
export interface RevisionNote {
  readonly actor: Actor
  readonly message: string | undefined
  readonly undoes: number | undefined
  /** Of the request, for the audit log. */
  readonly origin?: Origin | undefined
  /** Version of the publisher's draft, which is no longer needed then. */
  readonly draft?: number | undefined
  /** The job that publishes: it is done in the same moment. */
  readonly job?: string | undefined
  /** Done in the transaction of the publish; gives the id of a job that it leaves. */
  readonly also?: ((client: PoolClient, next: PreparedChange['next']) => Promise<string | undefined>) | undefined
}

/** Done, with the ids of the jobs that do the rest: that of `also` and that of the publish; or it had been done before, with what was kept of it. */
export type Committed = { readonly jobs: readonly string[] } | { readonly known: Outcome }

/** Thrown inside the transaction when the ground has moved since the plan: plan again. */
export class PlanOutdated extends Error {
  constructor() {
    super('the workspace changed after the plan was made')
  }
}

/** Thrown inside the transaction when the job that publishes was aborted. */
export class JobOver extends Error {
  constructor() {
    super('the job is over')
  }
}

/** Waiting for another publisher hurts nobody; waiting for a table makes its readers queue behind us. */
const publisherWaitMs = 5_000
const statementLimitMs = 30_000

/**
 * Carries out a prepared change in one transaction: locks, DDL, documents, physical names, revision + 1, short backfills.
 *
 * @param lockWaitMs how long to queue for a table
 * Errors: PlanOutdated; 55P03 when a lock was not granted in time.
 */
export async function commitChange(
  context: EngineContext,
  prepared: PreparedChange,
  note: RevisionNote,
  ledger: Ledger,
  lockWaitMs: number,
  idempotency: IdempotencyKey | undefined,
): Promise<Committed> {
  const { next } = prepared
  const { schema, key } = next.workspace
  const changes = recordedChanges(prepared, ledger)
  const committed = await inTransaction(context.pool, async (client): Promise<Committed> => {
    await failpoint('publish.begin')
    await client.query(`SET LOCAL lock_timeout = ${publisherWaitMs}; SET LOCAL statement_timeout = ${statementLimitMs}`)
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`publish ${key}`])
    // Waits at most for a plan of the same request, which waits for no table that this transaction holds: it holds none yet.
    const known = idempotency === undefined ? undefined : await awaitKey(client, note.actor, idempotency)
    if (known !== undefined) return { known }
    // Before any table: who aborts the job takes its row first, too.
    if (note.job !== undefined) await claimJob(client, schema, note.job)
    await client.query(`SET LOCAL lock_timeout = ${Math.round(lockWaitMs)}`)
    await expectRevision(client, schema, prepared.now.revision)
    if (prepared.locks.length > 0) await client.query(lockSql(schema, prepared.locks))
    await expectEmpty(client, schema, prepared)
    for (const sql of ddlOf(schema, prepared.parts, prepared.later.indexes)) await client.query(sql)
    await failpoint('publish.after-ddl')
    await writeDocuments(client, prepared)
    await writePhysical(client, prepared, context.clock())
    const { plan, summary } = prepared
    const entry = {
      revision: next.revision,
      base: prepared.now.revision,
      ...note,
      at: context.clock(),
      changes,
      summary,
      plan,
    }
    await insertRevision(client, schema, key, entry)
    await failpoint('publish.after-documents')
    await fillNow(client, context, prepared, note.actor)
    await insertTemplates(client, schema, next.revision, prepared.template?.states ?? [], context.clock())
    const started = [await note.also?.(client, next), await insertJob(client, prepared, context.clock())]
    const jobs = started.filter((id) => id !== undefined)
    const [job] = jobs
    if (note.draft !== undefined) await endDraft(client, note.actor, note.draft)
    const outline = prepared.template?.outline
    const answer: KeptPublish = {
      revision: next.revision,
      ...(job === undefined ? {} : { job }),
      ...(outline === undefined ? {} : { outline }),
    }
    if (note.job !== undefined) await endJob(client, schema, note.job, answer, context.clock())
    if (idempotency !== undefined) await keepOutcome(client, note.actor, idempotency, { answer })
    await notePublish(context, client, prepared, note)
    await failpoint('publish.before-commit')
    return { jobs }
  })
  await failpoint('publish.after-commit')
  return committed
}

async function claimJob(client: PoolClient, schema: string, id: string): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM ${qualified(schema, 'jobs')} WHERE id = $1 AND state = 'running' FOR UPDATE`,
    [id],
  )
  if (rowCount === 0) throw new JobOver()
}

async function endJob(client: PoolClient, schema: string, id: string, result: KeptPublish, at: Date): Promise<void> {
  await client.query(
    `UPDATE ${qualified(schema, 'jobs')} SET state = 'done', done = total, finished_at = $3, result = $2 WHERE id = $1`,
    [id, JSON.stringify(result), at],
  )
}

async function expectRevision(client: PoolClient, schema: string, revision: number): Promise<void> {
  const { rows } = await client.query<{ revision: number }>(`SELECT revision FROM ${qualified(schema, 'meta')}`)
  if (rows[0]?.revision !== revision) throw new PlanOutdated()
}

/** A column that makes room for one of another type was empty when the change was planned: is it still? */
async function expectEmpty(client: PoolClient, schema: string, { parts }: PreparedChange): Promise<void> {
  for (const { part, tableName } of parts.filter(isReplacement)) {
    const column = quoteIdentifier(part.name)
    const holds = part.definition.type === 'boolean' ? column : `${column} IS NOT NULL`
    const { rowCount } = await client.query(`SELECT 1 FROM ${qualified(schema, tableName)} WHERE ${holds} LIMIT 1`)
    if (rowCount !== 0) throw new PlanOutdated()
  }
}

async function writeDocuments(client: PoolClient, { next, documents }: PreparedChange): Promise<void> {
  const table = qualified(next.workspace.schema, 'document_versions')
  const ended = documents.flatMap(({ before }) => before?.id ?? [])
  const written = documents.flatMap(({ after }) => after ?? [])
  await client.query(`UPDATE ${table} SET until = $1 WHERE until IS NULL AND document_id = ANY($2)`, [
    next.revision,
    ended,
  ])
  await client.query(
    `INSERT INTO ${table} (document_id, revision, kind, key, body)
     SELECT d->>'id', $1, d->>'kind', d->>'key', d FROM jsonb_array_elements($2::jsonb) AS d`,
    [next.revision, JSON.stringify(written)],
  )
}

async function fillNow(
  client: PoolClient,
  context: EngineContext,
  prepared: PreparedChange,
  actor: Actor,
): Promise<void> {
  const { now, next, backfills, later } = prepared
  const runtime = runtimeValues(context, next, actor)
  await fillLinks(client, now, next)
  await fillMembers(client, now, next)
  await convertValues({ db: client, catalog: next, runtime }, context.fieldTypes, prepared.conversions)
  for (const fill of backfills) {
    if (later.backfills.has(fill)) continue
    if (fill.kind === 'rollup') await fillRollups({ db: client, catalog: next, runtime }, fill)
    else if (fill.kind === 'since') await fillSince(client, next, fill)
    else if (fill.kind === 'search')
      await (fill.fieldId === likenessPart ? fillLikeness : fillSearch)(client, next, fill)
    else await fillAutoNumbers(client, next, fill)
  }
}

/** The change as the list of revisions shows it: whole documents in today's words, also where others' changes were merged in. */
function recordedChanges({ next, documents }: PreparedChange, ledger: Ledger): Change[] {
  const names = documentNames(next.documents, ledger)
  return documents.flatMap(({ before, after }): Change[] => {
    if (after !== undefined) return [{ op: 'put', document: toWireDocument(after, names) }]
    return before === undefined ? [] : [{ op: 'delete', kind: before.kind, key: before.key }]
  })
}
