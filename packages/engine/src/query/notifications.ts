import { AppError, localize } from '@tessera/metadata'
import type { Localized, NotificationEntry, NotificationPage, NotificationsRead } from '@tessera/metadata'
import { compileAccess } from '../access/compile-access.js'
import type { Catalog } from '../catalog/catalog.js'
import type { Actor, Notice, NotificationState, Notifications } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'
import { isUuid, uuid7 } from '../storage/uuid7.js'
import { schemaOf } from '../storage/workspace-tables.js'
import { openCursor, sealCursor } from './cursor.js'
import { readTitles } from './read-titles.js'

interface NotificationRow {
  readonly id: string
  readonly at: Date
  readonly title: string
  readonly body: string | null
  readonly object_id: string | null
  readonly record_id: string | null
  readonly workflow_id: string | null
  readonly read_at: Date | null
}

const defaultLimit = 50

/** What people were told. Everybody reads and marks their own and nobody else's; records go through the reader's rights. */
export function createNotifications(context: EngineContext): Notifications {
  return {
    list: (actor, query) =>
      context.catalogs.with(actor.workspace, (catalog) => listNotifications(context, catalog, actor, query)),
    markRead: async (actor, which) => {
      await markRead(context.pool, actor, which, context.clock())
      const states = await readStates(context.pool, actor.workspace, [actor.id])
      return { unread: states.get(actor.id)?.unread ?? 0 }
    },
    states: (workspace, userIds) => readStates(context.pool, workspace, userIds),
    tell: async (workspace, notice) => {
      await tell(context, workspace, notice)
      context.onCommit?.(workspace)
    },
  }
}

async function listNotifications(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  { limit = defaultLimit, after, unread = false }: Parameters<Notifications['list']>[1],
): Promise<NotificationPage> {
  const question = JSON.stringify(['notifications', actor.workspace, actor.id, unread])
  const [before = null] = after === undefined ? [] : openCursor(context.secret, question, after)
  const { rows } = await context.pool.query<NotificationRow>(
    `SELECT id, at, title, body, object_id, record_id, workflow_id, read_at
     FROM ${qualified(catalog.workspace.schema, 'notifications')}
     WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2) ${unread ? 'AND read_at IS NULL' : ''}
     ORDER BY id DESC LIMIT $3`,
    [actor.id, before, limit + 1],
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const [notifications, states] = await Promise.all([
    describe(context, catalog, actor, page),
    readStates(context.pool, actor.workspace, [actor.id]),
  ])
  return {
    notifications,
    unread: states.get(actor.id)?.unread ?? 0,
    next: rows.length > limit && last !== undefined ? sealCursor(context.secret, question, [last.id]) : null,
  }
}

/** Rows in words of today: a record without its title when the reader may not read it, none of an object they may not know. */
async function describe(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  rows: readonly NotificationRow[],
): Promise<NotificationEntry[]> {
  const access = compileAccess(catalog, actor)
  const runtime = runtimeValues(context, catalog, actor)
  const objectIds = [...new Set(rows.flatMap(({ object_id: id }) => id ?? []))]
  const visible = objectIds.flatMap((id) => catalog.objects.get(id) ?? []).filter((object) => access.sees(object))
  const titles = new Map(
    await Promise.all(
      visible.map(async (object) => {
        const ids = rows.flatMap(({ object_id: of, record_id: id }) => (of === object.id && id !== null ? [id] : []))
        return [
          object.id,
          { object, titles: await readTitles(context.pool, catalog, access, object, ids, runtime) },
        ] as const
      }),
    ),
  )
  return rows.map((row) => {
    const known = row.object_id === null ? undefined : titles.get(row.object_id)
    const workflow = row.workflow_id === null ? undefined : catalog.documents.get(row.workflow_id)
    return {
      id: row.id,
      at: row.at.toISOString(),
      title: row.title,
      text: row.body,
      ...(known === undefined || row.record_id === null
        ? {}
        : {
            record: {
              object: known.object.key,
              id: row.record_id,
              title: known.titles.get(row.record_id) ?? null,
            },
          }),
      ...(workflow === undefined
        ? {}
        : { workflow: { key: workflow.key, label: localize(workflow['label'] as Localized, actor.locale) } }),
      read: row.read_at !== null,
    }
  })
}

async function tell(context: EngineContext, workspace: string, { userId, title, text }: Notice): Promise<void> {
  await context.pool.query(
    `INSERT INTO ${qualified(schemaOf(workspace), 'notifications')} (id, user_id, at, title, body)
     VALUES ($1, $2, $3, $4, $5)`,
    [uuid7(), userId, context.clock(), title, text],
  )
}

async function markRead(db: Queryable, actor: Actor, which: NotificationsRead, at: Date): Promise<void> {
  const ids = 'all' in which ? null : which.ids
  if (ids?.every(isUuid) === false) throw new AppError('request.invalid')
  await db.query(
    `UPDATE ${qualified(schemaOf(actor.workspace), 'notifications')} SET read_at = $2
     WHERE user_id = $1 AND read_at IS NULL AND ($3::uuid[] IS NULL OR id = ANY($3))`,
    [actor.id, at, ids],
  )
}

async function readStates(
  db: Queryable,
  workspace: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, NotificationState>> {
  const table = qualified(schemaOf(workspace), 'notifications')
  const { rows } = await db.query<{ user_id: string; unread: number; newest: string | null }>(
    `SELECT u.id AS user_id,
       (SELECT count(*)::int FROM ${table} AS n WHERE n.user_id = u.id AND n.read_at IS NULL) AS unread,
       (SELECT n.id FROM ${table} AS n WHERE n.user_id = u.id ORDER BY n.id DESC LIMIT 1) AS newest
     FROM unnest($1::uuid[]) AS u(id)`,
    [userIds],
  )
  return new Map(rows.map(({ user_id: id, unread, newest }) => [id, { unread, newest }]))
}
