import type { AuditAction, AuditDetails, AuditSubject } from '@tessera/metadata'
import type { ClientBase } from 'pg'
import { authorId } from '../access/actor.js'
import type { Actor, Origin, Provenance } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { qualified } from '../storage/identifiers.js'
import { schemaOf } from '../storage/workspace-tables.js'
import { plainDetails } from './plain-details.js'
import { sealsOf } from './seals.js'

/** What happened, and to what. */
export interface AuditNote {
  readonly action: AuditAction
  /** Id of the object (not its key). */
  readonly object?: string | undefined
  readonly record?: string | undefined
  readonly subject?: AuditSubject | undefined
  /** Flat, without secrets and without values of fields. */
  readonly details?: AuditDetails | undefined
}

/** Who is noted, and where. */
export interface AuditWho {
  /** Null: the log of the installation, for what belongs to no workspace. */
  readonly workspace: string | null
  /** Id of a person; null where nobody is known. */
  readonly actor: string | null
  readonly through: Pick<Provenance, 'kind' | 'id' | 'title'>
  readonly origin: Origin | undefined
}

/** Schema of the log of the installation. */
export const installationSchema = 'platform'

export const auditSchema = (workspace: string | null): string =>
  workspace === null ? installationSchema : schemaOf(workspace)

/** An actor as the log names them. */
export function whoOf(actor: Actor, origin: Origin | undefined): AuditWho {
  const { kind, id, title } = actor.through
  return {
    workspace: actor.workspace,
    actor: authorId(actor),
    through: { kind, ...(id === undefined ? {} : { id }), ...(title === undefined ? {} : { title }) },
    origin,
  }
}

/**
 * Writes a line of the audit log in the caller's transaction: it is there if and only if what it tells of is.
 *
 * The head of the log stays locked until that transaction ends, so that lines have one order: note last, just before the
 * commit, and wait for nothing afterwards.
 */
export async function noteAudit(
  { secret, clock }: Pick<EngineContext, 'secret' | 'clock'>,
  client: Pick<ClientBase, 'query'>,
  who: AuditWho,
  note: AuditNote,
): Promise<void> {
  const schema = auditSchema(who.workspace)
  const { n, seal: before } = await lockHead(client, schema)
  const seals = sealsOf(secret, schema)
  const row = {
    n: n + 1,
    at: clock().toISOString(),
    actor: who.actor,
    through: JSON.stringify(who.through),
    action: note.action,
    object: note.object ?? null,
    record: note.record ?? null,
    subject: note.subject === undefined ? null : JSON.stringify({ kind: note.subject.kind, key: note.subject.key }),
    details: JSON.stringify(plainDetails(note.details ?? {})),
    address: who.origin?.address ?? null,
    requestId: who.origin?.requestId ?? null,
  }
  const seal = seals.seal(before, row)
  await client.query(
    `WITH moved AS (UPDATE ${qualified(schema, 'audit_head')} SET n = $1, seal = $12, mark = $13)
     INSERT INTO ${qualified(schema, 'audit')}
       (n, at, actor_id, through, action, object_id, record_id, subject, details, address, request_id, seal)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[row.n, row.at, row.actor, row.through, row.action, row.object, row.record, row.subject, row.details],
      ...[row.address, row.requestId, seal, seals.mark(row.n, seal)],
    ],
  )
}

/** The newest line's number and seal; nobody else writes a line until the transaction ends. */
export async function lockHead(
  client: Pick<ClientBase, 'query'>,
  schema: string,
): Promise<{ readonly n: number; readonly seal: Buffer }> {
  const { rows } = await client.query<{ n: string; seal: Buffer }>(
    `SELECT n, seal FROM ${qualified(schema, 'audit_head')} FOR UPDATE`,
  )
  const [head] = rows
  if (head === undefined) throw new Error(`the audit log of ${schema} has no head`)
  return { n: Number(head.n), seal: head.seal }
}
