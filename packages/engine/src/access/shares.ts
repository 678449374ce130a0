import { AppError, localize, makeFieldProblem, normalizeText } from '@tessera/metadata'
import type { ShareEntry, ShareRequest, SubjectKindName } from '@tessera/metadata'
import { objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { noteAudit, whoOf } from '../audit/note-audit.js'
import type { AuditNote } from '../audit/note-audit.js'
import type { Actor, Origin } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { readTitles } from '../query/read-titles.js'
import { visibleObject } from '../query/visible-object.js'
import { readRows } from '../records/read-rows.js'
import { inTransaction } from '../storage/transaction.js'
import { isUuid, uuid7 } from '../storage/uuid7.js'
import { workspaceTable } from '../storage/workspace-table.js'
import type { RowVerdict } from './access.js'
import { authorId } from './actor.js'
import { compileAccess } from './compile-access.js'
import { departmentObject } from './load-organisation.js'
import { noteOrganisation } from './note-organisation.js'
import { rolesIn } from './role-documents.js'
import { subjectText } from './subjects.js'

/** More is a job for a role. */
const mostShares = 200

interface ShareRow {
  readonly id: string
  readonly subject: string
  readonly level: 'read' | 'change'
  readonly title: string | null
  readonly until: Date | null
  readonly by_id: string | null
  readonly at: Date
}

/** A record somebody may see, with what they may do with it. */
interface SharedRecord {
  readonly object: CatalogObject
  readonly id: string
  readonly verdict: RowVerdict
}

/**
 * Who may see a single record besides those whose roles reach it. Whoever sees the record sees this, too.
 * Errors: record.unknown_object, record.not_found.
 */
export async function listShares(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  key: string,
  recordId: string,
): Promise<readonly ShareEntry[]> {
  const { object, id } = await sharedRecord(context, catalog, actor, key, recordId)
  const { rows } = await context.pool.query<ShareRow>(
    `SELECT id, subject, level, title, until, by_id, at FROM ${workspaceTable(catalog.workspace.key, 'shares')}
     WHERE object_id = $1 AND record_id = $2 AND (until IS NULL OR until > $3) ORDER BY id`,
    [object.id, id, context.clock()],
  )
  return describeShares(context, catalog, actor, rows)
}

/**
 * Shares a record with a person, a department (and those below it) or a role; again with the same it is changed. It takes the right to
 * share; for changing, that to change as well. It widens rows, never fields.
 * Errors: those of `listShares`, access.denied, record.invalid for what is not there, share.too_many.
 */
export async function shareRecord(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  key: string,
  recordId: string,
  request: ShareRequest,
  origin: Origin | undefined,
): Promise<readonly ShareEntry[]> {
  const { object, id, verdict } = await sharedRecord(context, catalog, actor, key, recordId)
  const { level = 'read', until = null } = request
  if (!verdict.may('share') || (level === 'change' && !verdict.may('change'))) throw new AppError('access.denied')
  const subject = await subjectOf(context, catalog, actor, request)
  const title = titleOf(request.title)
  const end = until === null ? null : endOf(until, context.clock())
  const table = workspaceTable(catalog.workspace.key, 'shares')
  await inTransaction(context.pool, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table} WHERE record_id = $1 AND subject <> $2`,
      [id, subject],
    )
    if ((rows[0]?.count ?? 0) >= mostShares) throw new AppError('share.too_many', { limit: mostShares })
    await client.query(
      `INSERT INTO ${table} (id, object_id, record_id, subject, level, title, until, by_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (record_id, subject) DO UPDATE SET level = EXCLUDED.level, title = EXCLUDED.title, until = EXCLUDED.until,
         by_id = EXCLUDED.by_id, at = EXCLUDED.at`,
      [uuid7(), object.id, id, subject, level, title, end, authorId(actor), context.clock()],
    )
    // Rules ask for shares only of objects that have some.
    if (!catalog.organisation.sharedObjects.has(object.id))
      await noteOrganisation({ db: client, catalog, runtime: runtimeValues(context, catalog, actor) })
    await noteAudit(
      context,
      client,
      whoOf(actor, origin),
      noteOf('records.shared', object, id, subject, { level, until: end?.toISOString() ?? null }),
    )
  })
  context.onCommit?.(actor.workspace)
  return listShares(context, catalog, actor, key, recordId)
}

/** Takes a share back. Errors: those of `listShares`, access.denied, share.not_found. */
export async function unshareRecord(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  key: string,
  recordId: string,
  share: string,
  origin: Origin | undefined,
): Promise<void> {
  const { object, id, verdict } = await sharedRecord(context, catalog, actor, key, recordId)
  if (!verdict.may('share')) throw new AppError('access.denied')
  if (!isUuid(share)) throw new AppError('share.not_found')
  await inTransaction(context.pool, async (client) => {
    const { rows } = await client.query<{ subject: string }>(
      `DELETE FROM ${workspaceTable(catalog.workspace.key, 'shares')} WHERE id = $1 AND object_id = $2 AND record_id = $3
       RETURNING subject`,
      [share, object.id, id],
    )
    const [gone] = rows
    if (gone === undefined) throw new AppError('share.not_found')
    await noteAudit(context, client, whoOf(actor, origin), noteOf('records.unshared', object, id, gone.subject))
  })
  context.onCommit?.(actor.workspace)
}

/** The line of the audit log about a share. */
function noteOf(
  action: 'records.shared' | 'records.unshared',
  object: CatalogObject,
  record: string,
  subject: string,
  details: AuditNote['details'] = {},
): AuditNote {
  return { action, object: object.id, record, details: { ...details, with: subject } }
}

async function sharedRecord(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  key: string,
  recordId: string,
): Promise<SharedRecord> {
  const access = compileAccess(catalog, actor)
  const object = visibleObject(catalog, access, key)
  const id = recordId.toLowerCase()
  if (!isUuid(id)) throw new AppError('record.not_found')
  const options = { lock: 'none', deleted: false, fields: [] } as const
  const runtime = runtimeValues(context, catalog, actor)
  const row = (await readRows(context.pool, catalog, object, access, [id], options, runtime)).get(id)
  if (row === undefined) throw new AppError('record.not_found')
  return { object, id, verdict: access.verdict(object, row.holds) }
}

/** People and departments by id, roles by key; each must be one the actor may see. */
async function subjectOf(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  { with: { kind, id } }: ShareRequest,
): Promise<string> {
  if (kind === 'role') {
    const role = rolesIn(catalog).find(({ key }) => key === id)
    if (role !== undefined) return subjectText('role', role.id)
  } else if (isUuid(id)) {
    const found = await titlesOf(context, catalog, actor, kind, [id.toLowerCase()])
    if (found.has(id.toLowerCase())) return subjectText(kind, id.toLowerCase())
  }
  throw new AppError('record.invalid', { count: 1 }).with({
    errors: [makeFieldProblem('with', 'share.unknown_subject')],
  })
}

function titlesOf(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  kind: 'person' | 'department',
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const object = kind === 'person' ? objectById(catalog, catalog.userObject) : departmentObject(catalog)
  if (object === undefined) return Promise.resolve(new Map())
  const access = compileAccess(catalog, actor)
  return readTitles(context.pool, catalog, access, object, ids, runtimeValues(context, catalog, actor))
}

function titleOf(sent: string | null | undefined): string | null {
  const title = normalizeText(sent ?? '')
  if (title !== undefined) return title
  throw new AppError('record.invalid', { count: 1 }).with({ errors: [makeFieldProblem('title', 'text.invalid')] })
}

function endOf(until: string, now: Date): Date {
  const end = new Date(until)
  if (!Number.isNaN(end.getTime()) && end > now) return end
  throw new AppError('record.invalid', { count: 1 }).with({
    errors: [makeFieldProblem('until', 'field.out_of_range', {})],
  })
}

async function describeShares(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  rows: readonly ShareRow[],
): Promise<readonly ShareEntry[]> {
  const parts = rows.map((row) => ({
    row,
    kind: row.subject.split(':')[0] as SubjectKindName,
    id: row.subject.split(':')[1] ?? '',
  }))
  const idsOf = (kind: SubjectKindName): string[] => parts.flatMap((part) => (part.kind === kind ? [part.id] : []))
  const authors = rows.flatMap(({ by_id }) => by_id ?? [])
  const people = await titlesOf(context, catalog, actor, 'person', [...new Set([...idsOf('person'), ...authors])])
  const departments = await titlesOf(context, catalog, actor, 'department', idsOf('department'))
  const roles = new Map(rolesIn(catalog).map(({ id, label }) => [id, localize(label, actor.locale)]))
  const titles: Readonly<Record<SubjectKindName, ReadonlyMap<string, string | null>>> = {
    person: people,
    department: departments,
    role: roles,
  }
  return parts.map(({ row, kind, id }) => ({
    id: row.id,
    with: { kind, id, title: titles[kind].get(id) ?? '' },
    level: row.level,
    title: row.title,
    until: row.until?.toISOString() ?? null,
    by: row.by_id === null ? null : { id: row.by_id, title: people.get(row.by_id) ?? '' },
    at: row.at.toISOString(),
  }))
}
