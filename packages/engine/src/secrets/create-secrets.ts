import { AppError, makeFieldProblem } from '@tessera/metadata'
import type { SecretChange, SecretEntry, SecretRequest } from '@tessera/metadata'
import type { ClientBase } from 'pg'
import { noteAudit, whoOf } from '../audit/note-audit.js'
import type { AuditNote } from '../audit/note-audit.js'
import type { Actor, Origin, Secrets } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { inTransaction, sqlState } from '../storage/transaction.js'
import { isUuid, uuid7 } from '../storage/uuid7.js'
import { workspaceTable } from '../storage/workspace-table.js'
import { isBoundTo, normalHost } from './bound-host.js'
import { requireSecretNames, requireSecrets } from './may-keep-secrets.js'
import { usersOf } from './secret-users.js'

interface SecretRow {
  readonly id: string
  readonly name: string
  readonly host: string
  readonly purpose: string | null
  readonly sealed: Buffer | null
  readonly created_at: Date
  readonly changed_at: Date
  readonly last_used_at: Date | null
}

type Db = Pick<ClientBase, 'query'>

/**
 * The vault of a workspace: secrets by name, each for one host. Values go in and never come out, except to the client that sends
 * them to that host.
 */
export function createSecrets(context: EngineContext): Secrets {
  const { pool, vault, clock } = context
  const table = (workspace: string): string => workspaceTable(workspace, 'secrets')
  /** A value opens only for the workspace, the secret and the host it was given for. */
  const boundTo = (workspace: string, id: string, host: string): string => `${workspace}\0${id}\0${host}`
  const noting = <T>(actor: Actor, origin: Origin | undefined, work: (client: Db) => Promise<[T, AuditNote]>) =>
    inTransaction(pool, async (client) => {
      const [result, note] = await work(client)
      await noteAudit(context, client, whoOf(actor, origin), note)
      return result
    })
  const find = async (db: Db, workspace: string, id: string): Promise<SecretRow> => {
    const { rows } = isUuid(id)
      ? await db.query<SecretRow>(`SELECT * FROM ${table(workspace)} WHERE id = $1 FOR UPDATE`, [id])
      : { rows: [] }
    if (rows[0] === undefined) throw new AppError('secret.not_found')
    return rows[0]
  }
  return {
    list: async (actor) => {
      await requireSecretNames(context, actor)
      const { rows } = await pool.query<SecretRow>(`SELECT * FROM ${table(actor.workspace)} ORDER BY name`)
      const catalog = await context.catalogs.get(actor.workspace)
      return rows.map((row) => entryOf(row, usersOf(catalog, row.name, actor.locale)))
    },
    create: (actor, { name, host, purpose, value }: SecretRequest, origin) => {
      requireSecrets(actor)
      const bound = hostOf(host)
      checkValue(value)
      const id = uuid7()
      const make = noting<SecretEntry>(actor, origin, async (client) => {
        const { rows } = await client.query<SecretRow>(
          `INSERT INTO ${table(actor.workspace)} (id, name, host, purpose, sealed, created_at, changed_at)
           VALUES ($1, $2, $3, $4, $5, $6, $6) RETURNING *`,
          [id, name, bound, purpose ?? null, vault.seal(boundTo(actor.workspace, id, bound), value), clock()],
        )
        return [entryOf(rows[0] as SecretRow, []), noteOf('secret.created', id, name, bound)]
      })
      return make.catch((error: unknown) => {
        if (sqlState(error) !== '23505') throw error
        throw new AppError('secret.name_taken').with({ errors: [makeFieldProblem('name', 'secret.name_taken')] })
      })
    },
    change: (actor, id, { host, purpose, value }: SecretChange, origin) => {
      requireSecrets(actor)
      if (value !== undefined) checkValue(value)
      const bound = host === undefined ? undefined : hostOf(host)
      return noting<SecretEntry>(actor, origin, async (client) => {
        const row = await find(client, actor.workspace, id)
        const nextHost = bound ?? row.host
        const isMoved = nextHost !== row.host
        // Another host never gets what was given for this one.
        const kept = isMoved ? null : row.sealed
        const sealed = value === undefined ? kept : vault.seal(boundTo(actor.workspace, row.id, nextHost), value)
        const { rows } = await client.query<SecretRow>(
          `UPDATE ${table(actor.workspace)} SET host = $2, purpose = $3, sealed = $4, changed_at = $5 WHERE id = $1 RETURNING *`,
          [row.id, nextHost, purpose === undefined ? row.purpose : purpose, sealed, clock()],
        )
        const changed = [
          ...(isMoved ? ['host'] : []),
          ...(value === undefined ? [] : ['value']),
          ...(purpose === undefined ? [] : ['purpose']),
        ]
        const note = noteOf('secret.changed', row.id, row.name, nextHost)
        return [entryOf(rows[0] as SecretRow, []), { ...note, details: { ...note.details, changed } }]
      })
    },
    remove: async (actor, id, origin) => {
      requireSecrets(actor)
      await noting(actor, origin, async (client) => {
        const row = await find(client, actor.workspace, id)
        const catalog = await context.catalogs.refresh(actor.workspace)
        const users = usersOf(catalog, row.name, actor.locale)
        if (users.length > 0) {
          throw new AppError('secret.in_use', { names: users.map(({ label }) => label).join('、') })
        }
        await client.query(`DELETE FROM ${table(actor.workspace)} WHERE id = $1`, [row.id])
        return [undefined, noteOf('secret.deleted', row.id, row.name, row.host)]
      })
    },
    open: async (workspace, name, place) => {
      const { rows } = await pool.query<SecretRow>(
        `WITH used AS (UPDATE ${table(workspace)} SET last_used_at = $2
           WHERE name = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute'))
         SELECT * FROM ${table(workspace)} WHERE name = $1`,
        [name, clock()],
      )
      const [row] = rows
      if (row === undefined) throw new AppError('secret.unknown', { name })
      if (!isBoundTo(row.host, place)) throw new AppError('secret.wrong_host', { name, host: place.host })
      if (row.sealed === null) throw new AppError('secret.no_value', { name })
      const value = vault.open(boundTo(workspace, row.id, row.host), row.sealed)
      if (value === undefined) throw new AppError('secret.sealed', { name })
      return value
    },
  }
}

const noteOf = (action: AuditNote['action'], id: string, name: string, host: string): AuditNote => ({
  action,
  subject: { kind: 'secret', key: id },
  details: { name, host },
})

function hostOf(text: string): string {
  const host = normalHost(text)
  if (host !== undefined) return host
  throw new AppError('request.invalid').with({ errors: [makeFieldProblem('host', 'secret.bad_host')] })
}

/** What a header can carry: without line breaks. The problem does not repeat it. */
function checkValue(value: string): void {
  if (/^[\t\u0020-\u007e\u0080-\u00ff]{1,8000}$/.test(value)) return
  throw new AppError('request.invalid').with({ errors: [makeFieldProblem('value', 'secret.bad_value')] })
}

function entryOf(row: SecretRow, usedBy: SecretEntry['usedBy']): SecretEntry {
  return {
    id: row.id,
    name: row.name,
    host: row.host,
    purpose: row.purpose,
    hasValue: row.sealed !== null,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    usedBy,
  }
}
